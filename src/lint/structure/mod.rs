//! Whether an object fits the schema of its kind, in the versions it is judged for.
//!
//! The schema is asked once per object; each rule here has the word for one sort of answer.

mod deprecated_api_version;
mod field_gone_in_v1;
mod fields_conflict;
mod indentation_lost;
mod malformed_value;
mod missing_field;
mod removed_api_version;
mod unknown_api_group;
mod unknown_api_version;
mod unknown_enum_value;
mod unknown_field;
mod value_out_of_limits;
mod wrong_field_type;

use super::Rule;

/// The rules of this folder; one about less stands before one about more.
pub static RULES: &[&Rule] = &[
    &removed_api_version::RULE,
    &unknown_api_version::RULE,
    &unknown_api_group::RULE,
    &deprecated_api_version::RULE,
    &indentation_lost::RULE,
    &field_gone_in_v1::RULE,
    &unknown_field::RULE,
    &missing_field::RULE,
    &wrong_field_type::RULE,
    &unknown_enum_value::RULE,
    &value_out_of_limits::RULE,
    &malformed_value::RULE,
    &fields_conflict::RULE,
];
