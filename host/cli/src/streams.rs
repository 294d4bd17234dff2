//! The standard streams, and what is written to standard error.

use crate::escape_for_terminal::escape_terminal;
use crate::exit_status::ExitStatus;
use crate::input_error::InputError;
use crate::messages::{self, Lang, TranslatableText};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};

/// The standard streams.
pub struct Streams<'a> {
    pub stdin: &'a mut dyn Read,
    pub stdout: &'a mut dyn Write,
    pub stderr: &'a mut (dyn Write + Send),
    pub terminal: Terminal,
}

/// What the standard streams are connected to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard error is a terminal.
    pub stderr: bool,
    /// `--color auto` means colours: decided by the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE.
    pub colors: bool,
    /// `COLUMNS`, or the width of the terminal; `None` when standard output is not one.
    pub columns: Option<u16>,
}

impl Terminal {
    /// Those of this process.
    pub fn detect() -> Terminal {
        let stdout = io::stdout();
        Terminal {
            stdin: io::stdin().is_terminal(),
            stderr: io::stderr().is_terminal(),
            colors: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
            columns: columns_variable(std::env::var("COLUMNS").ok().as_deref())
                .or_else(|| terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0)),
        }
    }
}

/// The value of `COLUMNS`, where it is a number; shells do not export it unless the user does.
fn columns_variable(value: Option<&str>) -> Option<u16> {
    value?.trim().parse().ok().filter(|columns| *columns > 0)
}

impl Streams<'_> {
    /// Writes the output, or the error that prevented it.
    pub fn write_output(&mut self, output: Result<(String, ExitStatus), InputError>, lang: Lang) -> ExitStatus {
        match output {
            Ok((text, status)) => match self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()) {
                Ok(()) => status,
                Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
                Err(error) => {
                    let error = InputError::new(&messages::NOT_WRITTEN).caused_by(error);
                    self.report_errors(&[error], lang)
                }
            },
            Err(error) => self.report_errors(&[error], lang),
        }
    }

    pub fn report_errors(&mut self, errors: &[InputError], lang: Lang) -> ExitStatus {
        let mut text: String = errors.iter().map(|error| error.text(lang)).collect();
        if errors.len() > 1 {
            text.push_str(&messages::NOT_RUN.plural(lang, errors.len() as u64));
            text.push('\n');
        }
        self.write_error(&text);
        ExitStatus::CouldNotRun
    }

    pub fn write_notes<'n>(&mut self, notes: impl IntoIterator<Item = &'n TranslatableText>, lang: Lang) {
        for note in notes {
            let note = messages::NOTE.label(lang, &escape_terminal(&note.text(lang)));
            self.write_error(&format!("{note}\n"));
        }
    }

    /// If standard error cannot be written, the status still reports the error.
    pub fn write_error(&mut self, text: &str) {
        let _ = self.stderr.write_all(text.as_bytes());
    }

    /// Standard error, if somebody watches it.
    pub fn progress(&mut self) -> Option<&mut (dyn Write + Send)> {
        self.terminal.stderr.then_some(&mut *self.stderr)
    }
}
