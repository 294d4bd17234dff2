//! Compared with the standard library.

use super::*;

/// Every number there is, one in so many, and those where something changes.
fn numbers() -> impl Iterator<Item = f64> {
    let edges = [
        5e-324,
        f64::MIN_POSITIVE,
        1e18,
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

fn read_as_by_the_standard_library(text: &str) {
    let theirs: f64 = text.parse().expect("a number");
    assert_eq!(read(text).map(f64::to_bits), Some(theirs.to_bits()), "{text}");
}

/// What lies exactly between two numbers, a little below and a little above it.
#[test]
fn halves_are_read_as_the_standard_library_reads_them() {
    for value in numbers().filter(|value| value.is_normal()) {
        let half = u128::from(value.to_bits() << 11 | 1 << 63) >> 10 | 1;
        for power in 0..30 {
            for (whole, exponent) in [(half << power, 0), (half * 5_u128.pow(power), -i64::from(power))] {
                for text in [whole - 1, whole, whole + 1].map(|whole| format!("{whole}e{exponent}")) {
                    read_as_by_the_standard_library(&text);
                }
                read_as_by_the_standard_library(&format!("{whole}.{}1e{exponent}", "0".repeat(30)));
            }
        }
    }
}

#[test]
fn the_quick_way_is_the_exact_way() {
    let mut sure = 0;
    for value in numbers().filter(|value| *value != 0.0) {
        let decimal = shortest(value);
        if let Some(quick) = nearest_by_extended_float(&decimal.digits, decimal.point) {
            sure += 1;
            assert_eq!(quick, nearest_by_bigint(&decimal.digits, decimal.point), "{value:e}");
        }
    }
    assert!(sure > numbers().count() - 20, "{sure}: most are read the quick way");
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
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1e-324",
        "1e-340",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
    ];
    let given = given.into_iter().map(str::to_owned);
    let others = numbers().flat_map(|value| [format!("{value}"), format!("{value:.3e}"), format!("{value:.20e}")]);
    for text in given.chain(others) {
        read_as_by_the_standard_library(&text);
    }
    for text in ["", ".", "e1", "1e", "1e+", "1x", "0x1", "inf", "--1", "1_0"] {
        assert_eq!(read(text), None, "{text}");
    }
}
