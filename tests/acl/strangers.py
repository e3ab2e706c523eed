"""Who is not the user they say they are: nobody lets them in, or only as whom they prove to be."""

from authority import Authority

# Each with how it ends: Kafka's exception.
TOLD = {
    "a certificate of another authority": "SslAuthenticationException",
    "a certificate of the authority that brokers have theirs from": "SslAuthenticationException",
    "no certificate": "SslAuthenticationException",
    "a certificate of the clients' authority with more than the name": "TopicAuthorizationException",
    "the name, and a password": "SaslAuthenticationException",
    "another user's password": "SaslAuthenticationException",
}


class Strangers:
    """`certified` and `known` are clients that log in by certificate and by password, and both write to a topic."""

    def __init__(self, stage, certified, known):
        self.stage, self.certified, self.known = stage, certified, known
        self.cluster = stage.clusters[certified.cluster]

    def certificate(self, word, authority, subject):
        folder = self.stage.rig.work / "strangers" / word
        authority.issue(folder, "user", subject)
        return self.certain() | self.cluster.pem(folder, "user")

    def certain(self):
        """What everybody may know of the listener."""
        whole = self.cluster.client(self.certified.user, self.certified.listener)
        return {key: value for key, value in whole.items() if not key.startswith("ssl.keystore")}

    def password(self, name, password):
        whole = self.cluster.client(self.known.user, self.known.listener)
        own = (self.cluster.secrets.path(self.cluster.namespace, self.known.name) / "password").read_text()
        login = whole["sasl.jaas.config"].replace(f'"{self.known.name}"', f'"{name}"').replace(f'"{own}"', f'"{password or own}"')
        return whole | {"sasl.jaas.config": login}

    def start(self):
        """How each ends that writes what the user it claims to be may write, in the future."""
        name = self.certified.name
        other = Authority(self.stage.rig.work / "strangers" / "authority", "clients-ca v0")
        connections = [
            self.certificate("other", other, f"/CN={name}"), self.certificate("brokers", self.cluster.cluster_ca, f"/CN={name}"), self.certain(),
            self.certificate("longer", self.cluster.clients_ca, f"/O=shop/CN={name}"), self.password(name, None), self.password(self.known.name, "a guess")]
        clients = [self.certified] * 5 + [self.known]
        return {told: self.stage.actor.order("attempts", client=connection, attempts=[{"what": "write", "on": client.declared["produces"][0]}])
                for told, connection, client in zip(TOLD, connections, clients)}

    def judge(self, proof, ends):
        for told, end in ends.items():
            [how] = end.result(120).values()
            proof.saw("strangers turned away")
            if not how.startswith(TOLD[told]):
                proof.fails(self.certified, f"is whoever has {told}: not {TOLD[told]}", how)
