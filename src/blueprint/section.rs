//! The macro that declares a section once: type, decoder, JSON Schema and the way back.

use crate::source::Origin;

/// A part of the document with fixed keys.
pub trait Section {
    /// What it is, with its article: `a listener`.
    const OF: &'static str;
    /// Its keys, in the order they are written.
    const KEYS: &'static [&'static str];
    /// Where it stands.
    fn origin(&self) -> &Origin;
}

/// Declares a section of the blueprint.
///
/// `field "yamlKey": Type` per key; the doc comments become the JSON Schema's descriptions, so they are written
/// for the person who hovers over the key in an editor.
macro_rules! section {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $of:literal {
            $( $(#[doc = $fdoc:literal])+ $field:ident $key:literal : $ty:ty ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub struct $name {
            $( $(#[doc = $fdoc])+ pub $field: $ty, )*
            /// Where the section stands.
            pub origin: $crate::source::Origin,
        }

        impl $crate::blueprint::Section for $name {
            const OF: &'static str = $of;
            const KEYS: &'static [&'static str] = &[$($key),*];
            fn origin(&self) -> &$crate::source::Origin {
                &self.origin
            }
        }

        impl $crate::blueprint::Shape for $name {
            fn decode(
                node: &$crate::yaml::Node<$crate::yaml::Mark>,
                cx: &mut $crate::blueprint::Decoder<'_>,
            ) -> Option<Self> {
                let map = cx.map(node)?;
                cx.unknown_keys(map, <Self as $crate::blueprint::Section>::KEYS, $of);
                $( let $field = cx.field::<$ty>(node, map, $key, $of); )*
                let origin = cx.origin_of(node);
                Some(Self { $( $field: $field?, )* origin })
            }

            fn schema(schemas: &mut $crate::blueprint::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |_schemas| {
                    #[allow(unused_mut, reason = "a section may have no keys")]
                    let mut object = $crate::blueprint::schema::ObjectSchema::new(&[$($doc),+]);
                    $( object.property::<$ty>(_schemas, $key, &[$($fdoc),+]); )*
                    object.finish()
                })
            }

            fn encode(&self) -> Option<$crate::yaml::Node<$crate::source::Origin>> {
                #[allow(unused_mut, reason = "a section may have no keys")]
                let mut map = $crate::yaml::Map::new();
                $( $crate::blueprint::section::put(&mut map, $key, &self.$field); )*
                Some($crate::yaml::Node::new($crate::yaml::Value::Map(map), self.origin.clone()))
            }
        }
    };
}

/// Declares a closed list of words, as a scalar of the blueprint.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $of:literal { $( $(#[doc = $vdoc:literal])+ $variant:ident = $word:literal ),* $(,)? }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[doc = $vdoc])+ $variant, )* }

        impl $name {
            /// Every word, in the order of the documentation.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word as the blueprint writes it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl $crate::blueprint::Scalar for $name {
            fn read(
                node: &$crate::yaml::Node<$crate::yaml::Mark>,
                cx: &mut $crate::blueprint::Decoder<'_>,
            ) -> Option<Self> {
                let word = $crate::blueprint::choice_word(node, cx, $of, Self::WORDS)?;
                match word.as_str() { $( $word => Some(Self::$variant), )* _ => None }
            }

            fn describe() -> serde_json::Value {
                serde_json::json!({"type": "string", "enum": Self::WORDS})
            }

            fn plain(&self) -> $crate::yaml::Value<$crate::source::Origin> {
                $crate::yaml::Value::String(self.word().to_owned())
            }
        }
    };
}

/// Adds `value` under `key` when there is something to write.
pub(super) fn put<T: super::Shape>(map: &mut crate::yaml::Map<Origin>, key: &str, value: &T) {
    if let Some(node) = value.encode() {
        let origin = node.origin.clone();
        map.push(crate::yaml::Key { text: key.to_owned(), origin }, node);
    }
}
