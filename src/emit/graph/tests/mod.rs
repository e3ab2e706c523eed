mod drawings;
mod formats;
mod layout;
mod text;
mod xml;
