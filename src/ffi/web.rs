//! The exports for JavaScript: plain objects in and out, or the same as JSON text.
//!
//! Objects cross as JSON text, by the engine's own `JSON`: what `JSON.stringify` leaves out is left out, numbers and the
//! order of keys are those of every other host, and there is one way to read a request, not two. Nothing throws; a value
//! without JSON text is answered as any other request that is none.

use super::{Refusal, ask};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

/// `planSync(request)`: the Plan of a PlanRequest.
#[wasm_bindgen(js_name = planSync)]
pub fn plan_sync(request: &JsValue) -> JsValue {
    with_object(crate::plan_sync, request)
}

/// `validateService(request)`: the Report of a ValidateRequest.
#[wasm_bindgen(js_name = validateService)]
pub fn validate_service(request: &JsValue) -> JsValue {
    with_object(crate::validate_service, request)
}

/// `simulate(request)`: the state after the plan of a PlanRequest was carried out by the simulated cloud.
#[wasm_bindgen]
pub fn simulate(request: &JsValue) -> JsValue {
    with_object(crate::simulate, request)
}

/// `complete(request)`: what can stand at the position of an EditorRequest.
#[wasm_bindgen]
pub fn complete(request: &JsValue) -> JsValue {
    with_object(crate::complete, request)
}

/// `hover(request)`: what stands at the position of an EditorRequest, or `null`.
#[wasm_bindgen]
pub fn hover(request: &JsValue) -> JsValue {
    with_object(crate::hover, request)
}

/// `explain(request)`: what is known of the name in an ExplainRequest.
#[wasm_bindgen]
pub fn explain(request: &JsValue) -> JsValue {
    with_object(crate::explain, request)
}

/// `about()`: version, format versions, dates of the sources and limits.
#[wasm_bindgen]
pub fn about() -> JsValue {
    to_object(&crate::about())
}

/// `planSyncJson(text)`: as `planSync`, in JSON text.
#[wasm_bindgen(js_name = planSyncJson)]
pub fn plan_sync_json(request: &JsValue) -> String {
    with_text(crate::plan_sync, request)
}

/// `validateServiceJson(text)`: as `validateService`, in JSON text.
#[wasm_bindgen(js_name = validateServiceJson)]
pub fn validate_service_json(request: &JsValue) -> String {
    with_text(crate::validate_service, request)
}

/// `simulateJson(text)`: as `simulate`, in JSON text.
#[wasm_bindgen(js_name = simulateJson)]
pub fn simulate_json(request: &JsValue) -> String {
    with_text(crate::simulate, request)
}

/// `completeJson(text)`: as `complete`, in JSON text.
#[wasm_bindgen(js_name = completeJson)]
pub fn complete_json(request: &JsValue) -> String {
    with_text(crate::complete, request)
}

/// `hoverJson(text)`: as `hover`, in JSON text.
#[wasm_bindgen(js_name = hoverJson)]
pub fn hover_json(request: &JsValue) -> String {
    with_text(crate::hover, request)
}

/// `explainJson(text)`: as `explain`, in JSON text.
#[wasm_bindgen(js_name = explainJson)]
pub fn explain_json(request: &JsValue) -> String {
    with_text(crate::explain, request)
}

fn with_object(function: fn(&str) -> String, request: &JsValue) -> JsValue {
    // `JSON.stringify` throws at a cycle, and answers `undefined` where there is nothing to write.
    let answer = match stringify(request).ok().and_then(|text| text.as_string()) {
        Some(text) => ask(function, &text),
        None => Refusal::NotJson.answer(),
    };
    to_object(&answer)
}

fn with_text(function: fn(&str) -> String, request: &JsValue) -> String {
    match request.as_string() {
        Some(text) => ask(function, &text),
        None => Refusal::NotText.answer(),
    }
}

/// Answers are JSON, always; what is thrown at one that is not says so.
fn to_object(answer: &str) -> JsValue {
    parse(answer).unwrap_or_else(|thrown| thrown)
}
