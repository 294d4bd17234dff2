//! Numbers of 128 bits and a power of two: quick, and nearly exact.

/// Bits of a [`ExtendedFloat`].
pub const EXTENDED_FLOAT_BITS: i32 = 128;
/// How much too small the bits of a product with a power of ten may be, at most. A tenth has lost less than one, and so does
/// every product; what a factor has lost, the product has lost, too. That makes less than two for each of the exponent's
/// 400, with twenty for digits that were left out, and twice that where the first bit was shifted to its place.
pub const EXTENDED_FLOAT_ERROR: u128 = 1 << 12;

/// `bits × 2^unit`; the first bit is set.
#[derive(Clone, Copy)]
pub struct ExtendedFloat {
    pub bits: u128,
    pub unit: i32,
}

impl ExtendedFloat {
    const ONE: ExtendedFloat = ExtendedFloat { bits: 1 << (EXTENDED_FLOAT_BITS - 1), unit: 1 - EXTENDED_FLOAT_BITS };
    const TEN: ExtendedFloat = ExtendedFloat { bits: 10 << (EXTENDED_FLOAT_BITS - 4), unit: 4 - EXTENDED_FLOAT_BITS };
    /// A tenth has no end: 0.0001100110011….
    const TENTH: ExtendedFloat = ExtendedFloat { bits: u128::MAX / 5 * 4, unit: -3 - EXTENDED_FLOAT_BITS };

    /// Of a number that is not zero.
    pub fn new(whole: u128, unit: i32) -> ExtendedFloat {
        let zeros = whole.leading_zeros();
        ExtendedFloat { bits: whole << zeros, unit: unit - zeros as i32 }
    }

    /// The first bits of the product.
    pub fn times(self, other: ExtendedFloat) -> ExtendedFloat {
        const HALF: u32 = 64;
        let low = |bits: u128| bits & u128::from(u64::MAX);
        let (a, b, c, d) = (self.bits >> HALF, low(self.bits), other.bits >> HALF, low(other.bits));
        let middle = ((b * d) >> HALF) + low(a * d) + low(b * c);
        let bits = a * c + ((a * d) >> HALF) + ((b * c) >> HALF) + (middle >> HALF);
        let unit = self.unit + other.unit + EXTENDED_FLOAT_BITS;
        // Between a quarter of all and all.
        match bits >> (EXTENDED_FLOAT_BITS - 1) {
            0 => ExtendedFloat { bits: (bits << 1) | ((middle >> (HALF - 1)) & 1), unit: unit - 1 },
            _ => ExtendedFloat { bits, unit },
        }
    }

    /// By squares.
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
