//! RFC 3339 as Go's `time.Parse` reads it, with its messages. It keeps no value: rules only ask whether there is one.

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// Checks a time; the error is Go's text.
pub fn parse(text: &str) -> Result<(), String> {
    let mut reader = TimeParser { text, rest: text };
    let year = reader.number(4, 4, "2006")?;
    reader.literal("-")?;
    let month = reader.number(2, 2, "01")?;
    reader.range("month", (1..=12).contains(&month))?;
    reader.literal("-")?;
    let day = reader.number(2, 2, "02")?;
    reader.literal("T")?;
    let hour = reader.number(1, 2, "15")?;
    reader.range("hour", hour < 24)?;
    reader.literal(":")?;
    let minute = reader.number(2, 2, "04")?;
    reader.range("minute", minute < 60)?;
    reader.literal(":")?;
    let second = reader.number(2, 2, "05")?;
    reader.range("second", second < 60)?;
    reader.fraction();
    reader.zone()?;
    if !reader.rest.is_empty() {
        return Err(format!("parsing time {}: extra text: {}", quote(text), quote(reader.rest)));
    }
    reader.range("day", day >= 1 && day <= days(year, month))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Quotes as the time package does: bytes that are not ASCII, and controls, by their number.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=0x7f => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}

struct TimeParser<'a> {
    text: &'a str,
    rest: &'a str,
}

impl TimeParser<'_> {
    fn fail(&self, element: &str) -> String {
        let (text, rest) = (quote(self.text), quote(self.rest));
        format!("parsing time {text} as \"{LAYOUT}\": cannot parse {rest} as \"{element}\"")
    }

    fn range(&self, what: &str, holds: bool) -> Result<(), String> {
        if holds { Ok(()) } else { Err(format!("parsing time {}: {what} out of range", quote(self.text))) }
    }

    fn literal(&mut self, expected: &str) -> Result<(), String> {
        self.rest = self.rest.strip_prefix(expected).ok_or_else(|| self.fail(expected))?;
        Ok(())
    }

    /// Reads as many digits as there are, up to `most`; fewer than `least` is an error.
    fn number(&mut self, least: usize, most: usize, element: &str) -> Result<u32, String> {
        let digits = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (head, tail) = self.rest.split_at_checked(digits).unwrap_or(("", self.rest));
        if digits < least {
            return Err(self.fail(element));
        }
        self.rest = tail;
        Ok(head.parse().unwrap_or(0))
    }

    /// A point or comma and digits may follow the seconds.
    fn fraction(&mut self) {
        if let Some(tail) = self.rest.strip_prefix(['.', ',']) {
            let digits = tail.trim_start_matches(|c: char| c.is_ascii_digit());
            if digits.len() < tail.len() {
                self.rest = digits;
            }
        }
    }

    fn zone(&mut self) -> Result<(), String> {
        if let Some(tail) = self.rest.strip_prefix('Z') {
            self.rest = tail;
            return Ok(());
        }
        let element = "Z07:00";
        let fields = self.rest.split_at_checked(6).filter(|(zone, _)| {
            zone.starts_with(['+', '-'])
                && zone.bytes().enumerate().all(|(at, byte)| match at {
                    0 => true,
                    3 => byte == b':',
                    _ => byte.is_ascii_digit(),
                })
        });
        let Some((zone, tail)) = fields else { return Err(self.fail(element)) };
        let part = |from: usize| zone.get(from..from + 2).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
        self.range("time zone offset hour", part(1) <= 24)?;
        self.range("time zone offset minute", part(4) < 60)?;
        self.rest = tail;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_what_go_reads_and_says_what_go_says() {
        for good in ["2024-02-29T01:02:03Z", "2024-01-01T00:00:00.123456+08:00", "2024-01-01T1:02:03Z"] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
        for (bad, message) in [
            (
                "yesterday",
                r#"parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006""#,
            ),
            ("2024-13-01T00:00:00Z", r#"parsing time "2024-13-01T00:00:00Z": month out of range"#),
            ("2023-02-29T00:00:00Z", r#"parsing time "2023-02-29T00:00:00Z": day out of range"#),
            ("2024-01-01", r#"parsing time "2024-01-01" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T""#),
            ("2024-01-01T00:00:00Zx", r#"parsing time "2024-01-01T00:00:00Zx": extra text: "x""#),
        ] {
            assert_eq!(parse(bad), Err(message.to_owned()), "{bad}");
        }
    }
}
