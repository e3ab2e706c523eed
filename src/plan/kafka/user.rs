use super::Lowering;
use crate::object::{Object, Tree};
use crate::source::Origin;
use crate::topology::{Acl, Credentials, Link};

/// The `KafkaUser` of a connection; `None` where nobody logs in.
pub(super) fn object(at: &Lowering<'_>, link: &Link) -> Option<Object> {
    let name = link.user.as_ref()?;
    let spec = Tree::new(&link.origin)
        .put("authentication", authentication(at, link))
        .put("authorization", authorization(link));
    Some(at.part("KafkaUser", name).from(&link.origin).finish(|object| object.put_even_empty("spec", spec)))
}

/// The way the listener asks for.
fn authentication(at: &Lowering<'_>, link: &Link) -> Option<Tree> {
    let word = match link.endpoint.credentials {
        Credentials::UserPassword { .. } => "scram-sha-512",
        Credentials::UserCertificate { .. } => "tls",
        Credentials::None | Credentials::Password { .. } | Credentials::Certificate { .. } => return None,
    };
    let listener = at.cluster.listeners.get(&link.to.listener);
    let asked = listener.and_then(|listener| listener.authentication.as_ref());
    let from = format!("kafka/{}/listeners/{}/authentication", at.name, link.to.listener);
    let origin = Origin::derived(from, asked.and_then(|asked| asked.kind.span()));
    Some(Tree::new(&origin).put("type", word))
}

/// Without rights there is nothing to write: whoever is not allowed is denied.
fn authorization(link: &Link) -> Option<Tree> {
    let authorizer = Origin::derived("the rights of the connection", link.span());
    (!link.acls.is_empty()).then(|| {
        let acls: Vec<Tree> = link.acls.iter().map(acl).collect();
        Tree::new(&authorizer).put("type", "simple").put("acls", acls)
    })
}

/// Type `allow`, host `*` and pattern `literal` are the API's own defaults.
fn acl(acl: &Acl) -> Tree {
    let resource = Tree::new(&acl.origin)
        .put("type", acl.resource.word())
        .put("name", &acl.name)
        .put("patternType", acl.prefix.then_some("prefix"));
    Tree::new(&acl.origin).put("resource", resource).put("operations", acl.operations.clone())
}
