//! Azure: virtual machine sizes, subnets and what is reserved in them, HDInsight versions.

mod aks;
mod gateway;
mod hdinsight;
mod private;
mod security;
mod subnet;
mod vm_size;

pub use aks::*;
pub use gateway::*;
pub use hdinsight::*;
pub use private::{PRIVATE_RANGES, is_private, meant};
pub use security::*;
pub use subnet::*;
pub use vm_size::{VmSize, vm_size};
