"""The newer Zalo Bot Platform as a channel: a pilot, made from third-party descriptions, not tried against Zalo."""
