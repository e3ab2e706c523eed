//! Kubernetes: supported minors, the grammars of names and quantities, image references.

mod image;
mod limit;
mod minor;
mod name;
mod quantity;

pub use image::{ImageProblem, ImageReference};
pub use limit::*;
pub use minor::{MINORS, Minor};
pub use name::{
    NameProblem, dns_1035_label, dns_label, dns_subdomain, env_var_name, label_key, label_value, port_name,
};
pub use quantity::{Quantity, QuantityProblem};
