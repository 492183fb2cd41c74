"""SHOW CREATE TABLE of MySQL and MariaDB is read token by token."""

from ormolu.dialects.mysql.create_sql import parse_show_create

TEXT = """CREATE TABLE `t` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `a b` varchar(30) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s, (x)' COMMENT 'c: '',''',
  `d` datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `e` enum('x','y''z','(,') DEFAULT NULL,
  `g` int(11) GENERATED ALWAYS AS (`id` + (1)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`a b`(10),`id` DESC),
  FULLTEXT KEY `f` (`a b`) /*!50100 WITH PARSER `ngram` */,
  CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `other`.`p` (`x`) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT `c` CHECK (`id` > 3 and `a b` <> ')')
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COMMENT='tab ''c'''
 PARTITION BY KEY (`id`)
PARTITIONS 4"""


def test_columns():
    columns = {column.name: column for column in parse_show_create(TEXT).columns}
    assert columns["id"].flags == {"UNSIGNED", "AUTO_INCREMENT"}
    assert not columns["id"].nullable
    assert (columns["a b"].default, columns["a b"].comment) == ("'it''s, (x)'", "c: ','")
    assert (columns["a b"].charset, columns["a b"].collation) == ("latin1", "latin1_bin")
    assert columns["d"].default == "current_timestamp(3) ON UPDATE current_timestamp(3)"
    assert columns["e"].arguments == ["x", "y'z", "(,"]
    assert (columns["g"].computed, columns["g"].stored) == ("(`id` + (1))", True)


def test_keys_and_constraints():
    table = parse_show_create(TEXT)
    assert [(key.kind, key.name) for key in table.keys] == [("PRIMARY", None), ("UNIQUE", "u"), ("FULLTEXT", "f")]
    assert [(part.name, part.length, part.descending) for part in table.keys[1].parts] == [
        ("a b", 10, False),
        ("id", None, True),
    ]
    assert table.keys[2].parser == "ngram"
    (key,) = table.foreign_keys
    assert (key.table, key.referred) == (["other", "p"], ["x"])
    assert key.options == {"ondelete": "SET NULL", "onupdate": "CASCADE"}
    assert table.checks == [("c", "`id` > 3 and `a b` <> ')'")]


def test_options():
    options = parse_show_create(TEXT).options
    assert (options["engine"], options["default charset"], options["comment"]) == ("InnoDB", "utf8mb4", "tab 'c'")
    assert (options["partition_by"], options["partitions"]) == ("KEY (`id`)", "4")
