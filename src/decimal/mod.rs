//! Numbers with a fraction: decimal text to binary and back, exact, with the fewest digits that say the same.
//!
//! The standard library does it with tables of twelve kilobytes that no compression makes smaller: of the module, which is
//! loaded over slow links, they and what reads them were a fifteenth. Here powers of ten are made where they are needed, with
//! 128 bits, of which the last few may be wrong ([`ExtendedFloat`]). Where those decide, which is rare, it is done again with long
//! arithmetic ([`BigUint`]): exact, and slow.

mod bigint;
mod extended_float;

use bigint::BigUint;
use extended_float::{EXTENDED_FLOAT_BITS, EXTENDED_FLOAT_ERROR, ExtendedFloat};

/// Most digits that any number with so many is told apart by.
const ROUND_TRIP_DIGITS: usize = 15;
/// The same of numbers of 32 bits.
const ROUND_TRIP_DIGITS_SINGLE: usize = 6;
/// Digits that always suffice to tell a number from its neighbours.
const ENOUGH_DIGITS: usize = 17;
/// Digits beyond which only matters whether there are any: no number halfway between two has more.
const MOST_DIGITS: usize = 800;
/// Digits that 128 bits hold.
const EXTENDED_FLOAT_DIGITS: usize = 38;
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
    let sure = if value.is_normal() { ROUND_TRIP_DIGITS } else { 1 };
    shortest_that(value.abs(), sure, |read| read == value.abs())
}

/// [`shortest`] of a number of 32 bits.
pub fn shortest_single(value: f32) -> Decimal {
    let sure = if value.is_normal() { ROUND_TRIP_DIGITS_SINGLE } else { 1 };
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

/// The nearest number.
fn nearest(digits: &[u8], point: i32) -> f64 {
    nearest_by_extended_float(digits, point).unwrap_or_else(|| nearest_by_bigint(digits, point))
}

/// `None` where it may be this number or the next one.
fn nearest_by_extended_float(digits: &[u8], point: i32) -> Option<f64> {
    let kept = digits.get(..EXTENDED_FLOAT_DIGITS).unwrap_or(digits);
    let whole = kept.iter().fold(0, |whole: u128, digit| whole * 10 + u128::from(*digit));
    let ExtendedFloat { bits, unit: last } =
        ExtendedFloat::new(whole, 0).times(ExtendedFloat::power_of_ten(point - kept.len() as i32));
    let unit = (last + EXTENDED_FLOAT_BITS - BITS as i32).max(LEAST);
    // What is smaller than half of the smallest number stays so when some of its bits are lost.
    let lost = (unit - last - EXTENDED_FLOAT_BITS).clamp(0, EXTENDED_FLOAT_BITS - 1);
    let (bits, below) = (bits >> lost, unit - last - lost);
    let half = 1_u128.checked_shl((below - 1).unsigned_abs())?;
    let whole = bits.checked_shr(below.unsigned_abs()).unwrap_or(0);
    let rest = bits & (half | (half - 1));
    // The true rest is not less, and not more than `EXTENDED_FLOAT_ERROR` above.
    let up = rest > half;
    let sure = up || rest + EXTENDED_FLOAT_ERROR < half;
    sure.then(|| assembled(whole as u64 + u64::from(up), unit))
}

/// The number of so many units.
fn assembled(whole: u64, unit: i32) -> f64 {
    if unit > MOST || (unit == MOST && whole >> BITS != 0) {
        return f64::INFINITY;
    }
    // The bits of the exponent follow those of the number, and a carry into them is what rounding up means.
    f64::from_bits((((unit - LEAST) as u64) << (BITS - 1)) + whole)
}

fn nearest_by_bigint(digits: &[u8], point: i32) -> f64 {
    let exponent = point - digits.len() as i32;
    let (mut above, mut below) = (BigUint::from_digits(digits), BigUint::one());
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
        return assembled(whole + u64::from(up), unit);
    }
}

/// How often `below × 2^unit` goes into `above`, and how what is left compares to half of it.
fn quotient(above: &BigUint, below: &BigUint, unit: i32) -> (u64, std::cmp::Ordering) {
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
    leading_by_extended_float(whole, unit).unwrap_or_else(|| leading_by_bigint(whole, unit))
}

/// `None` where the last digit may be this one or the next.
fn leading_by_extended_float(whole: u64, unit: i32) -> Option<(Vec<u8>, i32)> {
    const COUNT: i32 = ENOUGH_DIGITS as i32 + 1;
    let value = ExtendedFloat::new(whole.into(), unit);
    // Its logarithm, with that of two, or the next smaller whole number.
    let mut point = (value.unit + EXTENDED_FLOAT_BITS - 1) * 30_103 / 100_000;
    // Once more where the logarithm was too small; a power of ten may look like the one before it, and back.
    for _ in 0..4 {
        let ExtendedFloat { bits, unit } = value.times(ExtendedFloat::power_of_ten(COUNT - point));
        let fraction = unit.unsigned_abs();
        let rest = bits & ((1 << fraction) - 1);
        let mut number = bits >> fraction;
        let digits = number.checked_ilog10()? as i32 + 1;
        if digits != COUNT {
            point += digits - COUNT;
            continue;
        }
        if (rest + EXTENDED_FLOAT_ERROR) >> fraction != 0 {
            return None;
        }
        let mut out = Vec::new();
        while number > 0 {
            out.push((number % 10) as u8);
            number /= 10;
        }
        out.reverse();
        return Some((out, point));
    }
    None
}

fn leading_by_bigint(whole: u64, unit: i32) -> (Vec<u8>, i32) {
    let (mut above, mut below) = (BigUint::from_whole(whole), BigUint::one());
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

#[cfg(test)]
mod tests;
