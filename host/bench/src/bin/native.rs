//! Times the core without WebAssembly: module (for the look of it), request, number of calls and function in, one line of
//! JSON out.

use clbplan_host_bench::made::Question;
use clbplan_host_bench::{Arguments, measure};
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { request, calls, function, .. } = Arguments::read()?;
    let questions = [Question::Validate, Question::Plan];
    let question = questions.into_iter().find(|question| question.export() == function).ok_or("no such function")?;
    let call = || question.ask(std::hint::black_box(&request));
    println!("{}", measure("native, no WebAssembly", Duration::ZERO, calls, call));
    Ok(())
}
