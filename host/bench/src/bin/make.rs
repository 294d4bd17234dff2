//! Writes what is measured into a folder, for the programs that are not Rust: FOLDER and the number of Services of the
//! largest cluster in; `<id>.json` for each request, and `cases.json`, the list of them, out. For other tools one Service
//! and a thousand: `services-<number>.yaml`, and `.list.yaml` as one document.

use clbplan_host_bench::made;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, largest] = arguments.as_slice() else { return Err("FOLDER LARGEST".into()) };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let mut list = Vec::new();
    for case in made::cases(largest.parse()?) {
        fs::write(folder.join(format!("{}.json", case.id)), &case.request)?;
        list.push(json!({
            "id": case.id,
            "function": case.question.export(),
            "services": case.services,
            "bytes": case.request.len(),
        }));
    }
    for number in [1, 1_000] {
        let services: Vec<Value> = (0..number).map(|place| made::service(place, 1 + place % 3)).collect();
        fs::write(folder.join(format!("services-{number}.yaml")), made::yaml(&services))?;
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": services });
        fs::write(folder.join(format!("services-{number}.list.yaml")), made::yaml(&[list]))?;
    }
    Ok(fs::write(folder.join("cases.json"), Value::from(list).to_string())?)
}
