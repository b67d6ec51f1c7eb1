//! The resolved model for other programs: the only types that leave the house as data.

pub mod cedar;
mod collect;
pub mod csv;
mod trust;
mod view;

pub use collect::collect;
pub use trust::collect_trust;
pub use view::Export;

use serde::Serialize;

/// The export as JSON, with a final line break.
pub fn json(export: &impl Serialize) -> String {
    // Strings and numbers in structs: serialising them cannot fail.
    serde_json::to_string_pretty(export).map_or_else(|error| format!("{{\"error\":\"{error}\"}}\n"), |text| text + "\n")
}

/// The export as YAML.
pub fn yaml(export: &Export) -> String {
    serde_yaml::to_string(export).unwrap_or_else(|error| format!("error: {error}\n"))
}
