//! Times the core without WebAssembly: module (for the look of it), request, number of calls and function in, one line of
//! JSON out.

use clbplan_host_bench::made::Question;
use clbplan_host_bench::measure;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [_, request, calls, function] = arguments.as_slice() else {
        return Err("MODULE REQUEST CALLS FUNCTION".into());
    };
    let questions = [Question::Validate, Question::Plan];
    let question = questions.into_iter().find(|question| question.export() == function).ok_or("no such function")?;
    let request = std::fs::read_to_string(request)?;
    let call = || question.ask(std::hint::black_box(&request));
    println!("{}", measure("native, no WebAssembly", Duration::ZERO, calls.parse()?, call));
    Ok(())
}
