"""Types: values, forms, keys and result types, without a database."""

import datetime as dt
import decimal
import enum
import pickle
import uuid
from types import SimpleNamespace

import pytest

from ormolu import exc, operators, types
from ormolu.types.base import _check_operator


def dialect(**traits):
    """A dialect with the traits that processors ask for."""
    defaults = {
        "name": "fake",
        "supports_native_decimal": False,
        "supports_native_boolean": False,
        "supports_native_uuid": False,
        "supports_native_enum": False,
        "dbapi": None,
        "identifier_preparer": SimpleNamespace(_double_percents=False),
        "colspecs": {},
    }

    class Fake:
        def type_descriptor(self, typeobj):
            return types.adapt_type(typeobj, self.colspecs)

    made = Fake()
    vars(made).update({**defaults, **traits})
    return made


class Colour(enum.Enum):
    red = 1
    green = 2


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (types.String(50), "String(length=50)"),
        (types.NUMERIC(10, 2), "NUMERIC(precision=10, scale=2)"),
        (types.Enum("a", "b", name="e"), "Enum('a', 'b', name='e')"),
        (types.Enum(Colour), "Enum('red', 'green', name='colour')"),
        (types.ARRAY(types.Integer, dimensions=2), "ARRAY(Integer(), dimensions=2)"),
        (types.Interval(second_precision=5), "Interval(second_precision=5)"),
        (types.DateTime(timezone=True), "DateTime(timezone=True)"),
        (types.PickleType(), "PickleType()"),
    ],
)
def test_the_repr_is_the_call_that_makes_an_equal_type(type_, text):
    assert repr(type_) == text
    assert repr(type_.copy()) == text
    assert repr(pickle.loads(pickle.dumps(type_))) == text


@pytest.mark.parametrize(
    ("type_", "affinity", "generic"),
    [
        (types.VARCHAR(5), types.String, types.String),
        (types.BIGINT(), types.Integer, types.BigInteger),
        (types.DOUBLE_PRECISION(), types.Float, types.Double),
        (types.TIMESTAMP(), types.DateTime, types.DateTime),
        (types.VARBINARY(), types._Binary, types.LargeBinary),
        (types.UUID(), types.Uuid, types.Uuid),
    ],
)
def test_sql_types_know_their_generic_form(type_, affinity, generic):
    assert type_._type_affinity is affinity
    assert type(type_.as_generic()) is generic


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (5, types.Integer),
        (2**40, types.BigInteger),
        (1.5, types.Double),
        (decimal.Decimal(1), types.Numeric),
        ("a", types.String),
        (True, types.Boolean),
        (dt.date.today(), types.Date),
        (dt.timedelta(1), types.Interval),
        (uuid.uuid4(), types.Uuid),
        (None, types.NullType),
        ([], types.NullType),
    ],
)
def test_a_literal_has_the_type_of_its_python_type(value, type_):
    assert type(types.resolve_value_to_type(value)) is type_


def adapted(op, left, right):
    """The operator and result type of `left op right`."""

    def comparator(type_):
        return type_.comparator_factory(SimpleNamespace(type=type_))

    return comparator(left)._adapt_expression(op, comparator(right))


@pytest.mark.parametrize(
    ("op", "left", "right", "result"),
    [
        (operators.truediv, types.Integer(), types.Integer(), types.Numeric),
        (operators.add, types.Integer(), types.Float(), types.Float),
        (operators.sub, types.Date(), types.Date(), types.Integer),
        (operators.sub, types.DateTime(), types.DateTime(), types.Interval),
        (operators.add, types.Date(), types.Interval(), types.DateTime),
        (operators.mul, types.Integer(), types.Interval(), types.Interval),
        (operators.add, types.NullType(), types.Integer(), types.Integer),
        (operators.sub, types.NullType(), types.Integer(), types.NullType),
    ],
)
def test_the_result_type_follows_from_both_operands(op, left, right, result):
    assert type(adapted(op, left, right)[1]) is result


def test_adding_strings_concatenates():
    assert adapted(operators.add, types.String(), types.Text())[0] is operators.concat_op


def test_decimals_are_made_of_floats_with_the_given_scale():
    process = types.Numeric(10, 2).result_processor(dialect(), None)
    assert process(1.239) == decimal.Decimal("1.24")


def test_a_native_decimal_needs_no_processing():
    assert types.Numeric(10, 2).result_processor(dialect(supports_native_decimal=True), None) is None


def test_booleans_refuse_other_values():
    process = types.Boolean().bind_processor(dialect())
    assert process(True) == 1
    with pytest.raises(ValueError, match="Value 5 is not None, True, or False"):
        process(5)
    with pytest.raises(TypeError, match="Not a boolean value: 'x'"):
        process("x")


def test_an_enumeration_is_stored_by_name():
    type_ = types.Enum(Colour)
    assert type_.bind_processor(dialect())(Colour.red) == "red"
    assert type_.result_processor(dialect(), None)("green") is Colour.green


def test_an_enum_names_what_it_knows_when_a_value_is_unknown():
    type_ = types.Enum(Colour, validate_strings=True)
    with pytest.raises(LookupError, match=r"'blue' is not among the defined enum values. Enum name: colour"):
        type_.bind_processor(dialect())("blue")


def test_enums_of_different_values_have_different_keys():
    assert types.Enum("a", "b")._static_cache_key != types.Enum("c", "d")._static_cache_key


def test_json_tells_null_from_sql_null():
    process = types.JSON().bind_processor(dialect())
    assert process(None) == "null"
    assert types.JSON(none_as_null=True).bind_processor(dialect())(None) is None
    assert types.JSON(none_as_null=True).bind_processor(dialect())(types.JSON.NULL) == "null"


def test_intervals_are_counted_from_the_epoch_where_there_is_no_interval():
    type_ = types.Interval()
    bound = type_.bind_processor(dialect())(dt.timedelta(days=1))
    assert bound == dt.datetime(1970, 1, 2)
    assert type_.result_processor(dialect(), None)(bound) == dt.timedelta(days=1)


def test_literals_escape_quotes():
    assert types.String().literal_processor(dialect())("it's") == "'it''s'"


def test_a_variant_replaces_the_type_on_its_dialect():
    type_ = types.String().with_variant(types.Integer(), "fake")
    assert isinstance(type_.dialect_impl(dialect()), types.Integer)
    assert isinstance(type_.dialect_impl(dialect(name="other")), types.String)


def test_a_dialect_has_one_variant():
    type_ = types.String().with_variant(types.Integer(), "fake")
    with pytest.raises(exc.ArgumentError, match="already present"):
        type_.with_variant(types.Float(), "fake")


class Doubled(types.TypeDecorator):
    impl = types.Integer
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value * 2

    def process_result_value(self, value, dialect):
        return value // 2


def test_a_decorator_processes_values_both_ways():
    type_ = Doubled()
    assert type_._cached_bind_processor(dialect())(4) == 8
    assert type_._cached_result_processor(dialect(), None)(8) == 4


def test_a_decorator_chooses_its_type_by_dialect():
    class Chosen(types.TypeDecorator):
        impl = types.String
        cache_ok = True

        def load_dialect_impl(self, dialect):
            return types.Text() if dialect.name == "fake" else self.impl_instance

    assert isinstance(Chosen()._unwrapped_dialect_impl(dialect()), types.Text)


def test_a_user_type_says_whether_it_may_be_cached():
    class Unsaid(types.UserDefinedType):
        pass

    with pytest.warns(exc.SAWarning, match=r"UserDefinedType Unsaid\(\) will not produce a cache key"):
        assert Unsaid()._static_cache_key is types.NO_CACHE


def test_processors_are_made_once_per_dialect():
    made = []

    class Counted(types.UserDefinedType):
        cache_ok = True

        def bind_processor(self, dialect):
            made.append(dialect)
            return str

    one, type_ = dialect(), Counted()
    for _ in range(3):
        type_._cached_bind_processor(one)
    assert len(made) == 1


def test_an_operator_outside_of_the_types_classes_warns():
    with pytest.warns(exc.SADeprecationWarning, match="does not include operator 'like_op'"):
        _check_operator(types.Integer(), operators.like_op)
