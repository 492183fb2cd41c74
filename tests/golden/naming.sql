-- Names: which are quoted, and how, and what becomes of those that are too long.
-- The Python of each entry is in naming.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Names that need quotes

-- str(), sqlite
CREATE TABLE "Odd Table" (
	"select" INTEGER NOT NULL, 
	"MixedCase" INTEGER, 
	"with space" INTEGER, 
	"with""quote" INTEGER, 
	"with`tick" INTEGER, 
	"per%cent" INTEGER, 
	"1st" INTEGER, 
	"ünïcode" INTEGER, 
	"$dollar" INTEGER, 
	_under INTEGER, 
	PRIMARY KEY ("select")
);

-- postgresql
CREATE TABLE "Odd Table" (
	"select" SERIAL NOT NULL, 
	"MixedCase" INTEGER, 
	"with space" INTEGER, 
	"with""quote" INTEGER, 
	"with`tick" INTEGER, 
	"per%cent" INTEGER, 
	"1st" INTEGER, 
	"ünïcode" INTEGER, 
	"$dollar" INTEGER, 
	_under INTEGER, 
	PRIMARY KEY ("select")
);

-- mysql, mariadb
CREATE TABLE `Odd Table` (
	`select` INTEGER NOT NULL AUTO_INCREMENT, 
	`MixedCase` INTEGER, 
	`with space` INTEGER, 
	`with"quote` INTEGER, 
	`with``tick` INTEGER, 
	`per%cent` INTEGER, 
	`1st` INTEGER, 
	`ünïcode` INTEGER, 
	`$dollar` INTEGER, 
	_under INTEGER, 
	PRIMARY KEY (`select`)
);

-- =================================================================================================
-- Names that need quotes, in SELECT

-- str(), sqlite, postgresql
SELECT "Odd Table"."select", "Odd Table"."MixedCase", "Odd Table"."with space", "Odd Table"."with""quote", "Odd Table"."with`tick", "Odd Table"."per%cent", "Odd Table"."1st", "Odd Table"."ünïcode", "Odd Table"."$dollar", "Odd Table"._under 
FROM "Odd Table";

-- mysql, mariadb
SELECT `Odd Table`.`select`, `Odd Table`.`MixedCase`, `Odd Table`.`with space`, `Odd Table`.`with"quote`, `Odd Table`.`with``tick`, `Odd Table`.`per%cent`, `Odd Table`.`1st`, `Odd Table`.`ünïcode`, `Odd Table`.`$dollar`, `Odd Table`._under 
FROM `Odd Table`;

-- =================================================================================================
-- Names that need quotes, in a condition

-- str(), sqlite
SELECT "Odd Table"."select" 
FROM "Odd Table" 
WHERE "Odd Table"."with space" = :with_space_1 AND "Odd Table"."per%cent" = :per_cent_1;
--   with_space_1 = 1
--   per_cent_1 = 2

-- postgresql
SELECT "Odd Table"."select" 
FROM "Odd Table" 
WHERE "Odd Table"."with space" = :with_space_1::INTEGER AND "Odd Table"."per%cent" = :per_cent_1::INTEGER;
--   with_space_1 = 1
--   per_cent_1 = 2

-- mysql, mariadb
SELECT `Odd Table`.`select` 
FROM `Odd Table` 
WHERE `Odd Table`.`with space` = :with_space_1 AND `Odd Table`.`per%cent` = :per_cent_1;
--   with_space_1 = 1
--   per_cent_1 = 2

-- =================================================================================================
-- Names that need quotes, in INSERT

-- str(), sqlite
INSERT INTO "Odd Table" ("select", "with space", "per%cent") VALUES (:select, :with_space, :perPcent);
--   select = 1
--   with_space = 2
--   perPcent = 3

-- postgresql
INSERT INTO "Odd Table" ("select", "with space", "per%cent") VALUES (:select::INTEGER, :with_space::INTEGER, :perPcent::INTEGER);
--   select = 1
--   with_space = 2
--   perPcent = 3

-- mysql, mariadb
INSERT INTO `Odd Table` (`select`, `with space`, `per%cent`) VALUES (:select, :with_space, :perPcent);
--   select = 1
--   with_space = 2
--   perPcent = 3

-- =================================================================================================
-- Names that need quotes, in UPDATE

-- str(), sqlite
UPDATE "Odd Table" SET "with space"=:with_space, "1st"=("Odd Table"."MixedCase" + :MixedCase_1);
--   with_space = 2
--   MixedCase_1 = 1

-- postgresql
UPDATE "Odd Table" SET "with space"=:with_space::INTEGER, "1st"=("Odd Table"."MixedCase" + :MixedCase_1::INTEGER);
--   with_space = 2
--   MixedCase_1 = 1

-- mysql, mariadb
UPDATE `Odd Table` SET `with space`=:with_space, `1st`=(`Odd Table`.`MixedCase` + :MixedCase_1);
--   with_space = 2
--   MixedCase_1 = 1

-- =================================================================================================
-- Reserved words

-- str()
SELECT "order", "user", "group", "table", "default", "check", "end", key, rank, window, lateral 
FROM t;

-- sqlite
SELECT `order`, user, `group`, `table`, `default`, `check`, `end`, `key`, rank, window, lateral 
FROM t;

-- postgresql
SELECT "order", "user", "group", "table", "default", "check", "end", key, rank, "window", lateral 
FROM t;

-- mysql
SELECT `order`, user, `group`, `table`, `default`, `check`, end, `key`, `rank`, `window`, `lateral` 
FROM t;

-- mariadb
SELECT `order`, user, `group`, `table`, `default`, `check`, end, `key`, rank, `window`, lateral 
FROM t;

-- =================================================================================================
-- Labels and aliases that need quotes

-- str(), sqlite, postgresql
SELECT "Odd Table"."select" AS "My Label" 
FROM "Odd Table";

-- mysql, mariadb
SELECT `Odd Table`.`select` AS `My Label` 
FROM `Odd Table`;

-- =================================================================================================
-- Quotes asked for, and refused

-- str(), sqlite, postgresql
CREATE TABLE "plain" (
	"x" INTEGER, 
	"y" INTEGER
);

-- mysql, mariadb
CREATE TABLE `plain` (
	`x` INTEGER, 
	`y` INTEGER
);

-- =================================================================================================
-- Quotes refused

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE Mixed (
	Y INTEGER
);

-- =================================================================================================
-- Labels that would be too long

-- str(), sqlite, mysql, mariadb
SELECT a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.a_column_with_a_long_name AS a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any_a_column_with_a_long_name, a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.another_column_with_a_long_name AS a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any_another_column_with_a_long_name 
FROM a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any;

-- postgresql
SELECT a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.a_column_with_a_long_name AS a_table_with_a_name_that_is_quite_long_but_not_too_long_f_1, a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.another_column_with_a_long_name AS a_table_with_a_name_that_is_quite_long_but_not_too_long_f_2 
FROM a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any;

-- =================================================================================================
-- Names of parameters that would be too long

-- str(), sqlite, mysql, mariadb
SELECT a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.a_column_with_a_long_name 
FROM a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any 
WHERE ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff(:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_1) = :ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_2;
--   ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_1 = 1
--   ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_2 = 5

-- postgresql
SELECT a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any.a_column_with_a_long_name 
FROM a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any 
WHERE ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff(:fffffffffffffffffffffffffffffffffffffffffffffffffffffffff_1::INTEGER) = :fffffffffffffffffffffffffffffffffffffffffffffffffffffffff_2::INTEGER;
--   fffffffffffffffffffffffffffffffffffffffffffffffffffffffff_1 = 1
--   fffffffffffffffffffffffffffffffffffffffffffffffffffffffff_2 = 5
