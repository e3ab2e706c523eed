//! Azure: virtual machine sizes, subnets and what is reserved in them, HDInsight versions.

mod hdinsight;
mod subnet;
mod vm_size;

pub use hdinsight::*;
pub use subnet::*;
pub use vm_size::{VmSize, vm_size};
