//! Markdown tables, and the format of numbers in them.

/// A table. The first column is text, the others are numbers.
#[derive(Debug)]
pub struct Table {
    text: String,
}

impl Table {
    pub fn new(headings: &[&str]) -> Table {
        let rule = std::iter::once("|---").chain(std::iter::repeat_n("|--:", headings.len().saturating_sub(1)));
        Table { text: format!("| {} |\n{}|\n", headings.join(" | "), rule.collect::<String>()) }
    }

    pub fn row(&mut self, cells: &[String]) {
        self.text += &format!("| {} |\n", cells.join(" | "));
    }

    pub fn text(self) -> String {
        self.text
    }
}

/// A time, with about three digits.
pub fn time(milliseconds: f64) -> String {
    match milliseconds {
        0.0 => "-".to_owned(),
        short if short < 1.0 => format!("{:.0} µs", short * 1e3),
        middle if middle < 10.0 => format!("{middle:.2} ms"),
        long if long < 1_000.0 => format!("{long:.0} ms"),
        longer => format!("{:.2} s", longer / 1e3),
    }
}

/// A ratio.
pub fn ratio(value: f64, base: f64) -> String {
    format!("{:.2} ×", value / base)
}

/// A number of bytes.
pub fn bytes(number: f64) -> String {
    match number {
        small if small < 10_240.0 => format!("{small:.0} B"),
        middle if middle < 1_048_576.0 => format!("{:.0} KiB", middle / 1024.0),
        large => format!("{:.1} MiB", large / 1_048_576.0),
    }
}

/// A whole number with thousands separators.
pub fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
