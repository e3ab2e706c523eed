//! Image references. Source: the grammar of `github.com/distribution/reference`.

use std::fmt;

/// The parts of `registry/repository:tag@digest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageReference<'a> {
    /// The registry with its port; `None` where the node's own default holds.
    pub registry: Option<&'a str>,
    /// The path within the registry.
    pub repository: &'a str,
    /// The tag, if one is written.
    pub tag: Option<&'a str>,
    /// The digest, `sha256:…`, if one is written.
    pub digest: Option<&'a str>,
}

/// What is wrong with an image reference. Its text completes "image `x` …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageProblem {
    /// There is nothing, or no repository.
    NoRepository,
    /// A blank or another character no part allows.
    BadRegistry,
    /// A repository path has upper-case letters.
    UpperCase,
    /// A repository path has something else that is not allowed.
    BadRepository,
    /// The tag is empty, longer than 128 or has a character other than letters, digits, `_`, `.` and `-`.
    BadTag,
    /// The digest is not `sha256:` and 64 hexadecimal digits (or `sha384:`, `sha512:` and as many as they have).
    BadDigest,
}

impl fmt::Display for ImageProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NoRepository => "names no repository",
            Self::BadRegistry => "has a registry that is not a host name with an optional port",
            Self::UpperCase => "has upper-case letters in its repository, which registries refuse",
            Self::BadRepository => {
                "has a repository that is not lower-case words joined by `/`, `.`, `_` or `-`"
            }
            Self::BadTag => "has a tag that is not 1-128 letters, digits, `_`, `.` or `-`",
            Self::BadDigest => "has a digest that is not `sha256:` and 64 hexadecimal digits",
        })
    }
}

impl<'a> ImageReference<'a> {
    /// Takes an image reference apart.
    pub fn parse(written: &'a str) -> Result<Self, ImageProblem> {
        let (rest, digest) = match written.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (written, None),
        };
        // A colon before the last slash belongs to the registry's port.
        let (rest, tag) = match rest.rsplit_once(':') {
            Some((rest, tag)) if !tag.contains('/') => (rest, Some(tag)),
            _ => (rest, None),
        };
        let (registry, repository) = match rest.split_once('/') {
            Some((first, path)) if is_registry(first) => (Some(first), path),
            _ => (None, rest),
        };
        if repository.is_empty() {
            return Err(ImageProblem::NoRepository);
        }
        if registry.is_some_and(|registry| !is_host(registry)) {
            return Err(ImageProblem::BadRegistry);
        }
        if !repository.split('/').all(is_path_part) {
            let upper = repository.to_ascii_lowercase().split('/').all(is_path_part);
            return Err(if upper { ImageProblem::UpperCase } else { ImageProblem::BadRepository });
        }
        if tag.is_some_and(|tag| !is_tag(tag)) {
            return Err(ImageProblem::BadTag);
        }
        if digest.is_some_and(|digest| !is_digest(digest)) {
            return Err(ImageProblem::BadDigest);
        }
        Ok(Self { registry, repository, tag, digest })
    }

    /// Whether another image may stand behind the same words tomorrow without anybody's doing: no digest, and
    /// no tag or `latest`.
    pub fn is_latest(&self) -> bool {
        self.digest.is_none() && self.tag.is_none_or(|tag| tag == "latest")
    }

    /// The registry and repository without tag and digest.
    pub fn name(&self) -> String {
        match self.registry {
            Some(registry) => format!("{registry}/{}", self.repository),
            None => self.repository.to_string(),
        }
    }
}

fn is_registry(first: &str) -> bool {
    first.contains(['.', ':']) || first == "localhost" || first.contains(|c: char| c.is_ascii_uppercase())
}

fn is_host(registry: &str) -> bool {
    let (host, port) = registry.split_once(':').unwrap_or((registry, "1"));
    let label = |part: &str| {
        let inside = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        !part.is_empty() && inside && !part.starts_with('-') && !part.ends_with('-')
    };
    host.split('.').all(label) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_path_part(part: &str) -> bool {
    let alphanumeric = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let mut rest = part.as_bytes();
    loop {
        let word = rest.iter().take_while(|byte| alphanumeric(**byte)).count();
        if word == 0 {
            return false;
        }
        rest = &rest[word..];
        rest = match rest {
            [] => return true,
            [b'_', b'_', rest @ ..] | [b'.' | b'_', rest @ ..] => rest,
            [b'-', ..] => &rest[rest.iter().take_while(|byte| **byte == b'-').count()..],
            _ => return false,
        };
    }
}

fn is_tag(tag: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    (1..=128).contains(&tag.len()) && tag.bytes().all(inside) && !tag.starts_with(['.', '-'])
}

fn is_digest(digest: &str) -> bool {
    let Some((algorithm, hex)) = digest.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    hex.len() == length && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let sha = format!("sha256:{}", "a".repeat(64));
        let full = format!("myacr.azurecr.io:5000/team/kstreams-count:1.0.0@{sha}");
        let found = ImageReference::parse(&full).unwrap();
        assert_eq!(found.registry, Some("myacr.azurecr.io:5000"));
        assert_eq!(found.repository, "team/kstreams-count");
        assert_eq!(found.tag, Some("1.0.0"));
        assert_eq!(found.digest, Some(sha.as_str()));
        assert_eq!(found.name(), "myacr.azurecr.io:5000/team/kstreams-count");
        assert!(!found.is_latest());

        let plain = ImageReference::parse("library/nginx").unwrap();
        assert_eq!((plain.registry, plain.repository, plain.tag), (None, "library/nginx", None));
        assert!(plain.is_latest());
        assert!(ImageReference::parse("nginx:latest").unwrap().is_latest());
        assert!(!ImageReference::parse("nginx:1.27").unwrap().is_latest());
        assert_eq!(ImageReference::parse("localhost/x").unwrap().registry, Some("localhost"));
        assert_eq!(ImageReference::parse("host:5000/x").unwrap().tag, None);
        assert_eq!(ImageReference::parse("a/b__c.d---e").unwrap().repository, "a/b__c.d---e");
    }

    #[test]
    fn refuses() {
        for (written, problem) in [
            ("", ImageProblem::NoRepository),
            ("reg.io/", ImageProblem::NoRepository),
            ("[registry name to be filled].azurecr.io/x", ImageProblem::BadRegistry),
            ("reg.io:99999/x", ImageProblem::BadRegistry),
            ("MyApp:1", ImageProblem::UpperCase),
            ("reg.io/My/App", ImageProblem::UpperCase),
            ("a b", ImageProblem::BadRepository),
            ("a//b", ImageProblem::BadRepository),
            ("a/_b", ImageProblem::BadRepository),
            ("<acrLoginServer>/kafka", ImageProblem::BadRegistry),
            ("a:", ImageProblem::BadTag),
            ("a:-x", ImageProblem::BadTag),
            ("a:b c", ImageProblem::BadTag),
            ("a@sha256:abc", ImageProblem::BadDigest),
            ("a@b", ImageProblem::BadDigest),
            ("a@md5:00000000000000000000000000000000", ImageProblem::BadDigest),
        ] {
            assert_eq!(ImageReference::parse(written), Err(problem), "{written}");
        }
    }
}
