use super::{Named, Val};

section! {
    /// What lint is to leave unsaid, and how loudly it says the rest.
    Lint = "the lint section" {
        /// Findings to leave unsaid, by a name of your own.
        ignore "ignore": Named<Ignore>,
        /// The level of a rule.
        levels "levels": Named<Val<Level>>,
    }
}

section! {
    /// A finding to leave unsaid.
    Ignore = "an ignore" {
        /// The rule.
        rule "rule": Val<String>,
        /// The place: `kafka/legacy/listeners/plaintext`.
        at "at": Option<Val<String>>,
        /// Why.
        reason "reason": Val<String>,
        /// Until when: `"2027-06-30"`.
        until "until": Option<Val<String>>,
    }
}

choice! {
    /// How loudly a rule speaks.
    Level = "a level" {
        /// Fails the run.
        Error = "error",
        /// Stands out.
        Warning = "warning",
        /// Is there to be read.
        Info = "info",
        /// Is not said.
        Off = "off",
    }
}
