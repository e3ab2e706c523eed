/// A command that fetches a fact, word by word: who prints it quotes each for the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The program and what it is given.
    pub words: Vec<Word>,
}

/// A word of a [`Query`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// This very text.
    Text(String),
    /// An environment variable that a person sets, since the blueprint does not have it: `RESOURCE_GROUP`.
    Variable(&'static str),
    /// What another command prints.
    Output(Query),
}

/// The resource group of what is asked for.
pub const RESOURCE_GROUP: Word = Word::Variable("RESOURCE_GROUP");

impl Query {
    /// A command of these words, split at spaces; none of them may come from a blueprint.
    #[must_use]
    pub fn new(words: &'static str) -> Self {
        Self { words: words.split_whitespace().map(|word| Word::Text(word.into())).collect() }
    }

    /// With these words behind it, split at spaces; none of them may come from a blueprint.
    #[must_use]
    pub fn then(mut self, words: &'static str) -> Self {
        self.words.extend(words.split_whitespace().map(|word| Word::Text(word.into())));
        self
    }

    /// With one word behind it, whatever is in it.
    #[must_use]
    pub fn word(mut self, text: impl Into<String>) -> Self {
        self.words.push(Word::Text(text.into()));
        self
    }

    /// With a word behind it that is known only where the command runs.
    #[must_use]
    pub fn ask(mut self, word: Word) -> Self {
        self.words.push(word);
        self
    }
}

/// An `az` command about something called `name` in a resource group that only the person knows.
#[must_use]
pub(super) fn az(words: &'static str, name: &str) -> Query {
    Query::new("az").then(words).then("--resource-group").ask(RESOURCE_GROUP).then("--name").word(name)
}

/// The subnets of the nodes of an AKS cluster; prints nothing where Azure made the network itself.
#[must_use]
pub(super) fn aks_subnets(name: &str) -> Query {
    az("aks show", name).then("--query").word("agentPoolProfiles[].vnetSubnetID").then("--output tsv")
}

/// The network Azure made for the nodes of an AKS cluster.
#[must_use]
pub(super) fn aks_network(name: &str) -> Query {
    let group = az("aks show", name).then("--query nodeResourceGroup --output tsv");
    Query::new("az network vnet list --resource-group")
        .ask(Word::Output(group))
        .then("--query")
        .word("[].{name: name, addressSpace: addressSpace.addressPrefixes, subnets: subnets[].addressPrefix}")
}

/// The subnet of an HDInsight cluster.
#[must_use]
pub(super) fn hdinsight_subnet(name: &str) -> Query {
    az("hdinsight show", name)
        .then("--query")
        .word("properties.computeProfile.roles[0].virtualNetworkProfile.subnet")
        .then("--output tsv")
}

/// Names and addresses of the hosts of an HDInsight cluster; the login comes from `~/.netrc`.
#[must_use]
pub(super) fn hdinsight_hosts(name: &str) -> Query {
    Query::new("curl --fail --silent --show-error --netrc").word(format!(
        "https://{name}.azurehdinsight.net/api/v1/clusters/{name}/hosts?fields=Hosts/host_name,Hosts/ip"
    ))
}
