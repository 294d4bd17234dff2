//! The exports for JavaScript: plain objects in and out, or the same as JSON text.
//!
//! How objects cross, and that nothing throws on the way, is the matter of `objects`.

mod objects;

use super::{Refusal, ask};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

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
    objects::written(&crate::about())
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
    let answer = match objects::read(request) {
        Some(text) => ask(function, &text),
        None => Refusal::NotJson.answer(),
    };
    objects::written(&answer)
}

fn with_text(function: fn(&str) -> String, request: &JsValue) -> String {
    match request.as_string() {
        Some(text) => ask(function, &text),
        None => Refusal::NotText.answer(),
    }
}
