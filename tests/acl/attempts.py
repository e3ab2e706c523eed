"""What a client did not declare and might try all the same: each is to be refused, whatever else it may do."""

ELSE_TOPIC, ELSE_GROUP, ELSE_ID, NEW_TOPIC = "elsewhere", "elsewhere-group", "elsewhere-id", "made-up"

# On things of others, and on the cluster.
FOREIGN = [
    ("read", ELSE_TOPIC), ("write", ELSE_TOPIC), ("write idempotently", ELSE_TOPIC), ("see", ELSE_TOPIC),
    ("create", NEW_TOPIC), ("delete", ELSE_TOPIC), ("empty", ELSE_TOPIC), ("add partitions to", ELSE_TOPIC),
    ("read the configuration of", ELSE_TOPIC), ("configure", ELSE_TOPIC),
    ("join", ELSE_GROUP), ("join with the consumer protocol", ELSE_GROUP), ("join as a share group", ELSE_GROUP),
    ("describe group", ELSE_GROUP), ("delete group", ELSE_GROUP), ("move group", f"{ELSE_GROUP}/{ELSE_TOPIC}"),
    ("transact", ELSE_ID), ("see transactions of", ELSE_ID),
    ("read the configuration of broker", "0"), ("configure broker", "0"), ("see the quorum of", "the cluster"),
    ("list rights of", "everybody"), ("give rights to", "itself"), ("set the password of", "elsewhere"),
    ("elect leaders of", ELSE_TOPIC), ("move partitions of", ELSE_TOPIC),
]


def of(client, consumes, produces, groups, mirrored=()):
    """Attempts for a client, each with its row in the table: with its own things what they were not declared for, and everything with
    what is not its own."""
    own = [("write", topic, "write what it only reads") for topic in consumes if topic not in produces]
    own += [("read", topic, "read what it only writes") for topic in produces if topic not in consumes]
    for topic in sorted({*consumes, *produces, *mirrored}):
        own += [("delete", topic, "delete its topics"), ("empty", topic, "empty its topics")]
        # A mirror keeps partitions and configuration as they are at the source; its reader reads them there.
        if topic not in mirrored:
            own += [("add partitions to", topic, "add partitions to its topics"), ("configure", topic, "configure its topics")]
            own += [] if client.kind == "mirror-source" else [("read the configuration of", topic, "read the configuration of its topics")]
    own += [("delete group", group, "delete its groups") for group in groups]
    rows = [(what, on, LABELS.get((what, on), f"{what} {on}")) for what, on in FOREIGN]
    return [{"what": what, "on": on, "row": row} for what, on, row in own + rows]


# How the rows of what is not its own read.
LABELS = {(what, on): text for what, on, text in [
    ("read", ELSE_TOPIC, "read another topic"), ("write", ELSE_TOPIC, "write another topic"),
    ("write idempotently", ELSE_TOPIC, "write another topic idempotently"), ("see", ELSE_TOPIC, "see another topic in a list"),
    ("create", NEW_TOPIC, "create a topic"), ("delete", ELSE_TOPIC, "delete another topic"), ("empty", ELSE_TOPIC, "empty another topic"),
    ("add partitions to", ELSE_TOPIC, "add partitions to another topic"),
    ("read the configuration of", ELSE_TOPIC, "read the configuration of another topic"),
    ("configure", ELSE_TOPIC, "configure another topic"), ("join", ELSE_GROUP, "join another group"),
    ("join with the consumer protocol", ELSE_GROUP, "join another group by the consumer protocol"),
    ("join as a share group", ELSE_GROUP, "join another group as a share group"),
    ("describe group", ELSE_GROUP, "read the offsets of another group"), ("delete group", ELSE_GROUP, "delete another group"),
    ("move group", f"{ELSE_GROUP}/{ELSE_TOPIC}", "move the offsets of another group"),
    ("transact", ELSE_ID, "use another transactional id"), ("see transactions of", ELSE_ID, "see the state of another transactional id"),
    ("read the configuration of broker", "0", "read the configuration of a broker"), ("configure broker", "0", "configure a broker"),
    ("see the quorum of", "the cluster", "see the controllers' quorum"), ("list rights of", "everybody", "list rights"),
    ("give rights to", "itself", "give itself rights"), ("set the password of", "elsewhere", "set another user's password"),
    ("elect leaders of", ELSE_TOPIC, "elect leaders"), ("move partitions of", ELSE_TOPIC, "move partitions"),
]}
