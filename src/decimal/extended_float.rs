//! Floating-point numbers with a mantissa of 128 bits: fast, and wrong in the last bits only.

/// Bits of the mantissa of an [`ExtendedFloat`].
pub const EXTENDED_FLOAT_BITS: i32 = 128;
/// The largest error, in units of the last bit, of a product with a power of ten; the true value is larger. A tenth and
/// each product lose less than one bit, and errors of the factors add up: less than two for each of the exponent's 400
/// steps, twenty for digits that were dropped, and twice that when normalization shifts by one.
pub const EXTENDED_FLOAT_ERROR: u128 = 1 << 12;

/// `bits × 2^unit`; the highest bit of `bits` is set.
#[derive(Clone, Copy)]
pub struct ExtendedFloat {
    pub bits: u128,
    pub unit: i32,
}

impl ExtendedFloat {
    const ONE: ExtendedFloat = ExtendedFloat { bits: 1 << (EXTENDED_FLOAT_BITS - 1), unit: 1 - EXTENDED_FLOAT_BITS };
    const TEN: ExtendedFloat = ExtendedFloat { bits: 10 << (EXTENDED_FLOAT_BITS - 4), unit: 4 - EXTENDED_FLOAT_BITS };
    /// 0.1, which has no end in binary: 0.0001100110011….
    const TENTH: ExtendedFloat = ExtendedFloat { bits: u128::MAX / 5 * 4, unit: -3 - EXTENDED_FLOAT_BITS };

    /// Normalizes a number that is not zero.
    pub fn new(whole: u128, unit: i32) -> ExtendedFloat {
        let zeros = whole.leading_zeros();
        ExtendedFloat { bits: whole << zeros, unit: unit - zeros as i32 }
    }

    /// The highest 128 bits of the product.
    pub fn times(self, other: ExtendedFloat) -> ExtendedFloat {
        const HALF: u32 = 64;
        let low = |bits: u128| bits & u128::from(u64::MAX);
        let (a, b, c, d) = (self.bits >> HALF, low(self.bits), other.bits >> HALF, low(other.bits));
        let middle = ((b * d) >> HALF) + low(a * d) + low(b * c);
        let bits = a * c + ((a * d) >> HALF) + ((b * c) >> HALF) + (middle >> HALF);
        let unit = self.unit + other.unit + EXTENDED_FLOAT_BITS;
        // The product of two normalized mantissas has its highest bit in one of two places.
        match bits >> (EXTENDED_FLOAT_BITS - 1) {
            0 => ExtendedFloat { bits: (bits << 1) | ((middle >> (HALF - 1)) & 1), unit: unit - 1 },
            _ => ExtendedFloat { bits, unit },
        }
    }

    /// Computed by repeated squaring.
    pub fn power_of_ten(exponent: i32) -> ExtendedFloat {
        let (mut power, mut square) =
            (ExtendedFloat::ONE, if exponent < 0 { ExtendedFloat::TENTH } else { ExtendedFloat::TEN });
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            if left % 2 == 1 {
                power = power.times(square);
            }
            square = square.times(square);
            left /= 2;
        }
        power
    }
}
