//! Exports for JavaScript: plain objects in and out, or JSON text.
//!
//! `objects` converts them and ensures that nothing throws.

mod javascript_values;

use super::{RequestError, call_within_limit};
use crate::exported_functions;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// `planSync(request)`: the Plan for a PlanRequest.
#[wasm_bindgen(js_name = planSync)]
pub fn plan_sync(request: &JsValue) -> JsValue {
    with_object(exported_functions::plan_sync, request)
}

/// `validateService(request)`: the Report for a ValidateRequest.
#[wasm_bindgen(js_name = validateService)]
pub fn validate_service(request: &JsValue) -> JsValue {
    with_object(exported_functions::validate_service, request)
}

/// `simulate(request)`: the state after the simulated cloud has carried out the plan for a PlanRequest.
#[wasm_bindgen]
pub fn simulate(request: &JsValue) -> JsValue {
    with_object(exported_functions::simulate, request)
}

/// `complete(request)`: completions at the position of an EditorRequest.
#[wasm_bindgen]
pub fn complete(request: &JsValue) -> JsValue {
    with_object(exported_functions::complete, request)
}

/// `hover(request)`: documentation of what is at the position of an EditorRequest, or `null`.
#[wasm_bindgen]
pub fn hover(request: &JsValue) -> JsValue {
    with_object(exported_functions::hover, request)
}

/// `explain(request)`: the reference entries for the name in an ExplainRequest.
#[wasm_bindgen]
pub fn explain(request: &JsValue) -> JsValue {
    with_object(exported_functions::explain, request)
}

/// `about()`: version, format versions, dates of the sources and limits.
#[wasm_bindgen]
pub fn about() -> JsValue {
    javascript_values::written(&exported_functions::about())
}

/// `planSyncJson(text)`: as `planSync`, with JSON text.
#[wasm_bindgen(js_name = planSyncJson)]
pub fn plan_sync_json(request: &JsValue) -> String {
    with_text(exported_functions::plan_sync, request)
}

/// `validateServiceJson(text)`: as `validateService`, with JSON text.
#[wasm_bindgen(js_name = validateServiceJson)]
pub fn validate_service_json(request: &JsValue) -> String {
    with_text(exported_functions::validate_service, request)
}

/// `simulateJson(text)`: as `simulate`, with JSON text.
#[wasm_bindgen(js_name = simulateJson)]
pub fn simulate_json(request: &JsValue) -> String {
    with_text(exported_functions::simulate, request)
}

/// `completeJson(text)`: as `complete`, with JSON text.
#[wasm_bindgen(js_name = completeJson)]
pub fn complete_json(request: &JsValue) -> String {
    with_text(exported_functions::complete, request)
}

/// `hoverJson(text)`: as `hover`, with JSON text.
#[wasm_bindgen(js_name = hoverJson)]
pub fn hover_json(request: &JsValue) -> String {
    with_text(exported_functions::hover, request)
}

/// `explainJson(text)`: as `explain`, with JSON text.
#[wasm_bindgen(js_name = explainJson)]
pub fn explain_json(request: &JsValue) -> String {
    with_text(exported_functions::explain, request)
}

fn with_object(function: fn(&str) -> String, request: &JsValue) -> JsValue {
    let answer = match javascript_values::read(request) {
        Some(text) => call_within_limit(function, &text),
        None => RequestError::NotJson.answer(),
    };
    javascript_values::written(&answer)
}

fn with_text(function: fn(&str) -> String, request: &JsValue) -> String {
    match request.as_string() {
        Some(text) => call_within_limit(function, &text),
        None => RequestError::NotText.answer(),
    }
}
