//! Whole numbers of any length: exact.

/// A whole number of any length: 32 bits at a time, the lowest first, the last not zero.
#[derive(Clone)]
pub struct BigUint(Vec<u32>);

impl BigUint {
    pub fn one() -> BigUint {
        BigUint(vec![1])
    }

    pub fn from_whole(whole: u64) -> BigUint {
        let mut long = BigUint(vec![whole as u32, (whole >> 32) as u32]);
        long.trim();
        long
    }

    pub fn from_digits(digits: &[u8]) -> BigUint {
        let mut long = BigUint(Vec::new());
        digits.iter().for_each(|digit| long.times_ten_plus(*digit));
        long
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    pub fn bits(&self) -> usize {
        self.0.last().map_or(0, |last| self.0.len() * 32 - last.leading_zeros() as usize)
    }

    pub fn times_ten_plus(&mut self, digit: u8) {
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
    pub fn shift(&mut self, by: usize) {
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

    pub fn compare(&self, other: &BigUint) -> std::cmp::Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away what is not more.
    pub fn subtract(&mut self, other: &BigUint) {
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
