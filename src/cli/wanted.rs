use super::Failure;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;

/// One report that is wanted: `FORMAT` or `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted<C> {
    /// How it is written.
    pub format: C,
    /// The stream, unless a file is named.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`, where the formats are those of a choice.
#[derive(Debug, Clone)]
pub(super) struct WantedParser<C>(PhantomData<C>);

impl<C> Default for WantedParser<C> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<C: clap::ValueEnum + Send + Sync + 'static> TypedValueParser for WantedParser<C> {
    type Value = Wanted<C>;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Wanted<C>, clap::Error> {
        let text = value.to_string_lossy();
        let (word, file) = match text.split_once('=') {
            Some((word, file)) if !file.is_empty() => (word, Some(PathBuf::from(file))),
            _ => (&*text, None),
        };
        let format = EnumValueParser::<C>::new().parse_ref(command, argument, OsStr::new(word))?;
        Ok(Wanted { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(C::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value)))
    }
}

/// The format on the stream, `None` when all go to files; no two reports go to one place.
pub(super) fn streamed<C: Copy>(wanted: &[Wanted<C>]) -> Result<Option<C>, Failure> {
    let mut streamed = wanted.iter().filter(|wanted| wanted.file.is_none());
    let first = streamed.next().map(|wanted| wanted.format);
    if streamed.next().is_some() {
        return Err(Failure::new("two formats are to be written to one stream")
            .help("give all but one a file: `--format sarif=report.sarif`"));
    }
    let mut files: Vec<&PathBuf> = wanted.iter().filter_map(|wanted| wanted.file.as_ref()).collect();
    let count = files.len();
    files.sort();
    files.dedup();
    if files.len() < count {
        return Err(
            Failure::new("one file is to hold two reports").help("give each `--format` a file of its own")
        );
    }
    Ok(first)
}
