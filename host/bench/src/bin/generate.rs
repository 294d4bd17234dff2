//! Writes the inputs of the benchmarks to a folder. Arguments: the folder, and the number of Services in the largest cluster.
//!
//! Writes `<id>.json` for each request and `cases.json`, the list of them; for the comparison with other tools, one Service
//! and a thousand Services as `services-<number>.yaml`, and as one document in `services-<number>.list.yaml`.

use clbplan_host_bench::generate::{self, ServiceNumber};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, largest] = arguments.as_slice() else { return Err("FOLDER LARGEST".into()) };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let mut list = Vec::new();
    for case in generate::cases(largest.parse()?) {
        fs::write(folder.join(format!("{}.json", case.id)), &case.request)?;
        list.push(json!({
            "id": case.id,
            "function": case.function.export(),
            "services": case.services,
            "bytes": case.request.len(),
        }));
    }
    for number in [1, 1_000] {
        let services: Vec<Value> =
            (0..number).map(|index| generate::service(ServiceNumber(index), 1 + index % 3)).collect();
        fs::write(folder.join(format!("services-{number}.yaml")), generate::yaml(&services))?;
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": services });
        fs::write(folder.join(format!("services-{number}.list.yaml")), generate::yaml(&[list]))?;
    }
    Ok(fs::write(folder.join("cases.json"), Value::from(list).to_string())?)
}
