//! Virtual machine sizes and how many data disks each takes.
//!
//! Source: `azure_dd_max_disk_count.go` of the Azure disk driver, which is what Kubernetes counts with. It says
//! nothing of cores or memory, so neither does this.

use std::sync::LazyLock;

use crate::facts::near::nearest;
use crate::facts::table::rows;

/// One size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VmSize {
    /// Its name without `Standard_`, in capitals: `E8S_V5`.
    pub name: &'static str,
    /// The most data disks a machine of this size takes.
    pub max_data_disks: u32,
}

static SIZES: LazyLock<Vec<VmSize>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../../schemas/facts/azure-vm-sizes.tsv"))
        .map(|[name, disks]| VmSize {
            name,
            max_data_disks: disks.parse().unwrap_or_else(|_| panic!("no number of disks: {name}")),
        })
        .collect()
});

impl VmSize {
    /// The name as Azure spells it, `Standard_E8s_v5`: the family in capitals, features and version not.
    pub fn spelling(&self) -> String {
        let parts = self.name.split('_').map(|part| {
            let digit = part.find(|c: char| c.is_ascii_digit()).unwrap_or(1);
            let (family, rest) = part.split_at(if part.starts_with('V') { 0 } else { digit });
            format!("{family}{}", rest.to_ascii_lowercase())
        });
        format!("Standard_{}", parts.collect::<Vec<_>>().join("_"))
    }
}

/// The size written as Azure does, `Standard_E8s_v5`, in any case and with or without `Standard_`; or, for one
/// not known, the spelling that was probably meant.
pub fn vm_size(written: &str) -> Result<VmSize, Option<String>> {
    let upper = written.to_ascii_uppercase();
    let name = upper.strip_prefix("STANDARD_").unwrap_or(&upper);
    SIZES.binary_search_by_key(&name, |size| size.name).map(|at| SIZES[at]).map_err(|_| {
        nearest(name, SIZES.iter().map(|size| size.name))
            .map(|name| VmSize { name, max_data_disks: 0 }.spelling())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sizes() {
        let disks = |written| vm_size(written).map(|size| size.max_data_disks);
        assert_eq!(disks("Standard_B2s"), Ok(4));
        assert_eq!(disks("Standard_D4s_v5"), Ok(8));
        assert_eq!(disks("standard_e8s_v5"), Ok(16));
        assert_eq!(disks("D16s_v6"), Ok(48));
    }

    #[test]
    fn an_unknown_size_gets_a_suggestion() {
        assert_eq!(vm_size("Standard_E8s_v55"), Err(Some("Standard_E8s_v5".to_string())));
        assert_eq!(vm_size("Standard_Gigantic"), Err(None));
    }

    #[test]
    fn spelt_as_azure_does() {
        for name in [
            "Standard_E8s_v5",
            "Standard_B2s",
            "Standard_NC24ads_A100_v4",
            "Standard_DC2as_v5",
            "Standard_E16-8s_v5",
        ] {
            assert_eq!(vm_size(&name.to_uppercase()).unwrap().spelling(), name);
        }
    }

    #[test]
    fn sorted_for_the_search() {
        assert!(SIZES.is_sorted_by_key(|size| size.name));
        assert!(SIZES.len() > 3_000);
    }
}
