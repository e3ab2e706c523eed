use super::Lowering;
use crate::object::Object;
use crate::plan::leaf::texts;

/// The ServiceAccount: an identity of its own, which annotations can tie to one of the cloud.
pub(super) fn lower(app: &Lowering<'_>) -> Object {
    let account = app.app.service_account.as_ref();
    let mut head = app.owner.object("v1", "ServiceAccount", app.name);
    if let Some(account) = account {
        head = head.annotations(texts(&account.annotations));
    }
    head.finish(|tree| {
        tree.put("automountServiceAccountToken", account.and_then(|a| a.automount_token.as_ref()))
    })
}
