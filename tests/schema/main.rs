//! The schema room against `jsonschema`: the same tables, read a second time, compiled to closed JSON Schemas.

mod differential;
mod generate;
mod json_schema;
mod messages;
mod node;
mod originals;
mod random;
mod real;
mod stale;
mod table;
