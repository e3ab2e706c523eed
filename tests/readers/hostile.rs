//! Strings that readers like to take for something else.
