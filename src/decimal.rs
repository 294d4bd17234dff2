//! Numbers with a fraction: decimal text to binary and back, exact, with the fewest digits that say the same.
//!
//! The standard library does it with tables of twelve kilobytes that no compression makes smaller: of the module, which is
//! loaded over slow links, they and what reads them were a fifteenth. Such numbers are rare in manifests and never
//! computed with. Most are read and written with one division, which is exact for so few digits; the rest with long
//! arithmetic, slowly.

/// Most digits that any number with so many is told apart by.
const SURE_DIGITS: usize = 15;
/// The same of numbers of 32 bits.
const SURE_DIGITS_OF_SINGLE: usize = 6;
/// Digits that always suffice to tell a number from its neighbours.
const ENOUGH_DIGITS: usize = 17;
/// Digits beyond which only matters whether there are any: no number halfway between two has more.
const MOST_DIGITS: usize = 800;
/// Places of the decimal point beyond which everything is infinite, or nothing.
const POINTS: std::ops::Range<i64> = -330..312;
/// Bits of a number, the unit of the smallest one and of the largest one.
const BITS: usize = 53;
const LEAST: i32 = -1074;
const MOST: i32 = 971;

/// `0.DIGITS × 10^point`, without a sign; no digits are zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// From 0 to 9, neither the first nor the last of them 0.
    pub digits: Vec<u8>,
    /// Where the point is, counted from before the first digit.
    pub point: i32,
}

/// The nearest number of 64 bits. Digits, a fraction, an exponent, a sign; `None` for anything else.
pub fn read(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = rest.split_once(['e', 'E']).map_or((rest, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let exponent = match exponent {
        None => 0,
        Some(exponent) => {
            let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if size.is_empty() || !all_digits(size) {
                return None;
            }
            // One that does not fit is as good as this one: no text is as long as that.
            let size = size.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
            if exponent.starts_with('-') { -size } else { size }
        }
    };
    let digits = || whole.bytes().chain(fraction.bytes()).map(|b| b - b'0');
    let zeros = digits().take_while(|digit| *digit == 0).count();
    let point = whole.len() as i64 + exponent - zeros as i64;
    let mut kept: Vec<u8> = digits().skip(zeros).take(MOST_DIGITS).collect();
    if digits().skip(zeros + MOST_DIGITS).any(|digit| digit > 0) {
        kept.push(1);
    }
    while kept.last() == Some(&0) {
        kept.pop();
    }
    let size = if kept.is_empty() || point < POINTS.start {
        0.0
    } else if point > POINTS.end {
        f64::INFINITY
    } else {
        nearest(&kept, point as i32)
    };
    Some(if text.starts_with('-') { -size } else { size })
}

/// The fewest digits that are read as this number again, of those the nearest; none for zero. The sign is left out.
pub fn shortest(value: f64) -> Decimal {
    let sure = if value.is_normal() { SURE_DIGITS } else { 1 };
    shortest_that(value.abs(), sure, |read| read == value.abs())
}

/// [`shortest`] of a number of 32 bits.
pub fn shortest_single(value: f32) -> Decimal {
    let sure = if value.is_normal() { SURE_DIGITS_OF_SINGLE } else { 1 };
    shortest_that(f64::from(value.abs()), sure, |read| read as f32 == value.abs())
}

impl Decimal {
    /// `0.00125`, `1250`
    pub fn plain(&self) -> String {
        let zeros = |count: i32| (0..count).map(|_| '0');
        let (point, len) = (self.point, self.digits.len() as i32);
        if len == 0 {
            return "0".to_owned();
        }
        let mut out = String::new();
        if point <= 0 {
            out.push_str("0.");
            out.extend(zeros(-point));
        }
        for (at, digit) in self.digits.iter().enumerate() {
            if at > 0 && at as i32 == point {
                out.push('.');
            }
            out.push(char::from(b'0' + digit));
        }
        out.extend(zeros(point - len));
        out
    }

    /// `1.25` and -3: the mantissa, and the power of ten.
    pub fn scientific(&self) -> (String, i32) {
        (Decimal { digits: self.digits.clone(), point: 1 }.plain(), self.point - 1)
    }
}

/// Powers of ten that are exact.
fn power(exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

fn nearest(digits: &[u8], point: i32) -> f64 {
    let exponent = point - digits.len() as i32;
    if digits.len() <= SURE_DIGITS && (-22..=22).contains(&exponent) {
        // Both are exact, so that what comes out is rounded once.
        let whole = digits.iter().fold(0.0, |whole, digit| whole * 10.0 + f64::from(*digit));
        let power = power(exponent.unsigned_abs());
        return if exponent < 0 { whole / power } else { whole * power };
    }
    let (mut above, mut below) = (Long::from_digits(digits), Long::one());
    let scaled = if exponent < 0 { &mut below } else { &mut above };
    (0..exponent.unsigned_abs()).for_each(|_| scaled.times_ten_plus(0));
    let mut unit = (above.bits() as i32 - below.bits() as i32 - BITS as i32).max(LEAST);
    loop {
        let (whole, half) = quotient(&above, &below, unit);
        if whole >> BITS != 0 {
            unit += 1;
            continue;
        }
        let up = half.is_gt() || half.is_eq() && whole & 1 == 1;
        let whole = whole + u64::from(up);
        if unit > MOST || (unit == MOST && whole >> BITS != 0) {
            return f64::INFINITY;
        }
        // The bits of the exponent follow those of the number, and a carry into them is what rounding up means.
        return f64::from_bits((((unit - LEAST) as u64) << (BITS - 1)) + whole);
    }
}

/// How often `below × 2^unit` goes into `above`, and how what is left compares to half of it.
fn quotient(above: &Long, below: &Long, unit: i32) -> (u64, std::cmp::Ordering) {
    let (mut rest, mut part) = (above.clone(), below.clone());
    let shifted = if unit < 0 { &mut rest } else { &mut part };
    shifted.shift(unit.unsigned_abs() as usize);
    part.shift(BITS + 1);
    let mut whole = 0;
    for _ in 0..BITS + 2 {
        whole <<= 1;
        if rest.compare(&part).is_ge() {
            rest.subtract(&part);
            whole |= 1;
        }
        rest.shift(1);
    }
    (whole, rest.compare(&part))
}

/// Of numbers of so many digits no two are read as one: if that many will do, fewer are those without the zeros at the end.
fn shortest_that(value: f64, sure: usize, same: impl Fn(f64) -> bool) -> Decimal {
    if value == 0.0 {
        return Decimal { digits: Vec::new(), point: 0 };
    }
    let (digits, point) = leading_digits(value);
    let rounded = |count: usize| {
        let kept = digits.get(..count)?;
        let (down, up) = ((kept.to_vec(), point), incremented(kept, point));
        let rounds_up = digits.get(count).is_some_and(|next| *next >= 5);
        let candidates = if rounds_up { [up, down] } else { [down, up] };
        candidates.into_iter().find(|(digits, point)| same(nearest(digits, *point)))
    };
    let (mut digits, point) = (sure..=ENOUGH_DIGITS).find_map(rounded).unwrap_or_else(|| (digits.clone(), point));
    while digits.last() == Some(&0) {
        digits.pop();
    }
    Decimal { digits, point }
}

/// The next larger number of as many digits.
fn incremented(digits: &[u8], point: i32) -> (Vec<u8>, i32) {
    let mut digits = digits.to_vec();
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return (digits, point);
        }
        *digit = 0;
    }
    digits.insert(0, 1);
    digits.pop();
    (digits, point + 1)
}

/// The first digits of a number that is not zero, one more than are ever needed, and where the point is.
fn leading_digits(value: f64) -> (Vec<u8>, i32) {
    let bits = value.to_bits();
    let (exponent, fraction) = (bits >> (BITS - 1), bits & ((1 << (BITS - 1)) - 1));
    let (whole, unit) = match exponent {
        0 => (fraction, LEAST),
        _ => (fraction | 1 << (BITS - 1), exponent as i32 - 1 + LEAST),
    };
    let (mut above, mut below) = (Long::from_whole(whole), Long::one());
    let shifted = if unit < 0 { &mut below } else { &mut above };
    shifted.shift(unit.unsigned_abs() as usize);
    let mut point = 0;
    while above.compare(&below).is_ge() {
        below.times_ten_plus(0);
        point += 1;
    }
    let mut digits = Vec::new();
    while digits.len() <= ENOUGH_DIGITS {
        above.times_ten_plus(0);
        let mut digit = 0;
        while above.compare(&below).is_ge() {
            above.subtract(&below);
            digit += 1;
        }
        if digit > 0 || !digits.is_empty() {
            digits.push(digit);
        } else {
            point -= 1;
        }
    }
    (digits, point)
}

/// A whole number of any length: 32 bits at a time, the lowest first, the last not zero.
#[derive(Clone)]
struct Long(Vec<u32>);

impl Long {
    fn one() -> Long {
        Long(vec![1])
    }

    fn from_whole(whole: u64) -> Long {
        let mut long = Long(vec![whole as u32, (whole >> 32) as u32]);
        long.trim();
        long
    }

    fn from_digits(digits: &[u8]) -> Long {
        let mut long = Long(Vec::new());
        digits.iter().for_each(|digit| long.times_ten_plus(*digit));
        long
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn bits(&self) -> usize {
        self.0.last().map_or(0, |last| self.0.len() * 32 - last.leading_zeros() as usize)
    }

    fn times_ten_plus(&mut self, digit: u8) {
        let mut carry = u64::from(digit);
        for part in &mut self.0 {
            carry += u64::from(*part) * 10;
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Times two to that power.
    fn shift(&mut self, by: usize) {
        let (mut carry, bits) = (0, by % 32);
        for part in &mut self.0 {
            let wide = u64::from(*part) << bits | carry;
            *part = wide as u32;
            carry = wide >> 32;
        }
        self.0.push(carry as u32);
        self.0.splice(..0, std::iter::repeat_n(0, by / 32));
        self.trim();
    }

    fn compare(&self, other: &Long) -> std::cmp::Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away what is not more.
    fn subtract(&mut self, other: &Long) {
        let mut borrow = false;
        let others = other.0.iter().chain(std::iter::repeat(&0));
        for (part, other) in self.0.iter_mut().zip(others) {
            let (rest, below) = part.overflowing_sub(*other);
            let (rest, below_again) = rest.overflowing_sub(u32::from(borrow));
            (*part, borrow) = (rest, below || below_again);
        }
        self.trim();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number there is, one in so many, and those where something changes.
    fn numbers() -> impl Iterator<Item = f64> {
        let edges = [
            5e-324,
            f64::MIN_POSITIVE,
            f64::MAX,
            1e21,
            1e22,
            1e23,
            9007199254740993.0,
            0.1,
            0.3,
            5.684341886080802e-14,
        ];
        let powers = (0..2046).step_by(31).map(|exponent| f64::from_bits(exponent << 52));
        let mut state = 1_u64;
        let others = (0..400).map(move |_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            f64::from_bits(state ^ state >> 29).abs()
        });
        let short = (0..400).map(|at| f64::from(at * 37) / 1000.0);
        edges.into_iter().chain(powers).chain(others).chain(short).filter(|value| value.is_finite())
    }

    fn written(decimal: &Decimal) -> String {
        let (mantissa, exponent) = decimal.scientific();
        format!("{mantissa}e{exponent}")
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for value in numbers().filter(|value| *value != 0.0) {
            assert_eq!(written(&shortest(value)), format!("{value:e}"));
            assert_eq!(shortest(value).plain(), format!("{value}"));
            let single = value as f32;
            if single.is_finite() && single != 0.0 {
                assert_eq!(written(&shortest_single(single)), format!("{single:e}"), "single");
            }
        }
        assert_eq!(shortest(0.0).plain(), "0");
    }

    #[test]
    fn texts_are_read_as_the_standard_library_reads_them() {
        let long = format!("{}e-400", "7".repeat(500));
        let halfway = format!("{:.0}", 9007199254740993_u64);
        let above = format!("{halfway}.{}1", "0".repeat(900));
        let zeros = format!("0.{}12", "0".repeat(400));
        let given = [
            "1.",
            ".5",
            "-0.0",
            "+1.5e+3",
            "1e400",
            "-1e-400",
            "1e99999999999999999999",
            &long,
            &halfway,
            &above,
            &zeros,
        ];
        let given = given.into_iter().map(str::to_owned);
        let others = numbers().flat_map(|value| [format!("{value}"), format!("{value:.3e}"), format!("{value:.20e}")]);
        for text in given.chain(others) {
            let theirs: f64 = text.parse().expect("a number");
            assert_eq!(read(&text).map(f64::to_bits), Some(theirs.to_bits()), "{text}");
        }
        for text in ["", ".", "e1", "1e", "1e+", "1x", "0x1", "inf", "--1", "1_0"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
