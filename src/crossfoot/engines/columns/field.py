"""A column that fills a role, and the helper columns that hold its cells as whole numbers.

A cell becomes its mantissa, a number of units of its last printed place, and a condition tells
whether that is exactly the cell. Cells that are too large or too odd are left to the kernel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from crossfoot.engines.columns.frames import engine_of, fetch, settled
from crossfoot.engines.columns.printed import FLOAT_NOISE, LARGEST_FLOAT, Printed
from crossfoot.languages import TrailingZeros
from crossfoot.rounding import Rounding

# Plain numbers; every other text, such as 8079家 or 下降3.2%, is read by the kernel.
PLAIN = r"^-?(?:0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,12})?%?$"
_MOST_DIGITS = 18  # what 64 bits hold of any number
_LARGEST_COUNT = 10**_MOST_DIGITS
# Up to here a decimal that went through binary fractions is off by less than half a unit, and
# a text of so many digits by less than what its own last digit is worth.
_LARGEST_DECIMAL = 2**49
_DIGITS_OF_FLOATS = 14

Kind = Literal["float", "single", "decimal", "integer", "text"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column that fills a role: its declared print, or None where its texts tell their own.

    `kind`: binary fractions of 64 or of 32 bits, decimals, whole numbers, or texts.
    `places` are those of a column of decimals.
    """

    name: str
    prefix: str  # of the helper columns
    kind: Kind
    printed: Printed | None
    rounding: Rounding
    trailing_zeros: TrailingZeros
    places: int = 0

    @property
    def mantissa(self) -> str:
        """The helper column with the mantissa; 0 where the cell has none."""
        return f"{self.prefix}m"

    @property
    def wide(self) -> str:
        """The helper column with the same in 128 bits, where they are needed."""
        return f"{self.prefix}w"

    @property
    def helpers(self) -> list[str]:
        """The names of the helper columns."""
        extra = "spz" if self.printed is None else "xe" if self.kind == "decimal" else "x"
        return [f"{self.prefix}{letter}" for letter in f"mf{extra}"]

    @property
    def noted(self) -> bool:
        """Whether least and greatest values that a file notes are those of its numbers."""
        return self.kind in ("float", "decimal", "integer")

    @property
    def largest(self) -> int:
        """The largest mantissa that is taken from a cell; larger ones are the kernel's."""
        limits: dict[Kind, int] = {"integer": _LARGEST_COUNT, "decimal": _LARGEST_DECIMAL}
        return limits.get(self.kind, LARGEST_FLOAT)

    @property
    def cell(self) -> Any:
        """The column as the kernel reads it: 32 bits are what they print as, not what they are."""
        import narwhals as nw

        column = nw.col(self.name)
        return column.cast(nw.String).alias(self.name) if self.kind == "single" else column

    # -- preparation: helper columns that no bound is needed for ---------------------------

    def prepared(self, frame: Any) -> Any:
        """The frame with the helper columns."""
        if self.printed is None:
            frame = self._prepared_text(frame)
        elif self.kind == "integer":
            frame = self._prepared_integer(frame, self.printed)
        else:
            frame = self._prepared_number(frame, self.printed)
        return settled(frame, self.helpers)

    def _prepared_integer(self, frame: Any, printed: Printed) -> Any:
        import narwhals as nw

        column, scaled = nw.col(self.name), f"{self.prefix}x"
        up, down = printed.grid.denominator, printed.grid.numerator  # one of them is 1
        # Spark divides binary fractions, which is exact for multiples up to here.
        most = _LARGEST_COUNT // up if down == 1 else 2**53
        fits = (column <= most) & (column >= -most)
        frame = frame.with_columns(
            nw.when(fits).then(column).otherwise(0).cast(nw.Int64).alias(scaled),
            (fits & ~column.is_null()).alias(f"{self.prefix}f"),
        )
        frame = settled(frame, [scaled])
        whole = nw.col(scaled) * up if down == 1 else nw.col(scaled) // down
        return frame.with_columns(whole.cast(nw.Int64).alias(self.mantissa))

    def _prepared_number(self, frame: Any, printed: Printed) -> Any:
        import narwhals as nw

        column = nw.col(self.name)
        decimal = self.kind == "decimal"
        # Arrow's decimals in pandas refuse to lose digits, and Spark compares decimals without
        # the last of them: there they are read as texts.
        engine = engine_of(frame)
        as_text = engine in ("pandas", "pyspark") if decimal else self.kind != "float"
        if as_text:
            text = column.cast(nw.String)  # a column without any value has no type
            if decimal:
                short = text.str.replace_all(r"\.?0+$", "")
                text = nw.when(text.str.contains(".", literal=True)).then(short).otherwise(text)
            digits = text.str.replace_all(r"[-,.]", "").str.len_chars()
            plain = (
                text.str.contains(PLAIN) & ~text.str.ends_with("%") & (digits <= _DIGITS_OF_FLOATS)
            )
            column = nw.when(plain).then(text.str.replace_all(",", "")).otherwise(nw.lit("9e99"))
        name, limit = f"{self.prefix}x", float(self.largest)
        frame = frame.with_columns((column.cast(nw.Float64) * printed.scale).alias(name))
        scaled = nw.col(name)
        fits = (scaled < limit) & (scaled > -limit)
        # DuckDB's cast rounds, in half the time; the others' cut off.
        rounded = scaled if engine == "duckdb" else scaled.round(0)
        whole = nw.when(fits).then(rounded).otherwise(0.0)
        frame = frame.with_columns(
            whole.cast(nw.Int64).alias(self.mantissa), fits.alias(f"{self.prefix}f")
        )
        if not decimal:
            return frame
        column, places = nw.col(self.name), len(str(printed.grid.denominator)) - 1
        if as_text:
            exact = self._near_enough()
        elif self.places <= places:
            exact = ~column.is_null()
        else:
            exact = column.cast(nw.Decimal(38, places)) == column
        return frame.with_columns(exact.alias(f"{self.prefix}e"))

    def _prepared_text(self, frame: Any) -> Any:
        import narwhals as nw

        text = nw.col(self.name).cast(nw.String)  # as above
        p = self.prefix
        frame = frame.with_columns(text.str.contains(PLAIN).alias(f"{p}f"))
        plain = nw.when(nw.col(f"{p}f")).then(text).otherwise(nw.lit("0"))
        frame = frame.with_columns(plain.alias(f"{p}t"))
        plain = nw.col(f"{p}t")
        digits = plain.str.replace_all(r"[,%.]", "")
        fraction = plain.str.replace_all(r"^[^.]*\.?|%", "")
        short = digits.str.len_chars() <= _MOST_DIGITS
        stripped = digits.str.replace_all(r"0+$", "")
        return frame.with_columns(
            nw.when(short).then(digits).otherwise(nw.lit("0")).cast(nw.Int64).alias(self.mantissa),
            (nw.col(f"{p}f") & short).alias(f"{p}f"),
            plain.str.contains(r"[.%]").alias(f"{p}s"),
            (
                fraction.str.len_chars().cast(nw.Int64)
                + nw.when(plain.str.ends_with("%")).then(2).otherwise(0)
            ).alias(f"{p}p"),
            (digits.str.len_chars().cast(nw.Int64) - stripped.str.len_chars().cast(nw.Int64)).alias(
                f"{p}z"
            ),
        )

    # -- conditions of a cell --------------------------------------------------------------

    def usable(self) -> Any:
        """Whether the mantissa stands for the cell."""
        import narwhals as nw

        fits, printed = nw.col(f"{self.prefix}f"), self.printed
        if printed is None:
            return fits
        if self.kind == "integer":
            scaled, down = nw.col(f"{self.prefix}x"), printed.grid.numerator
            return fits if down == 1 else fits & (scaled == nw.col(self.mantissa) * down)
        if self.kind == "decimal":
            return fits & nw.col(f"{self.prefix}e")
        return fits & self._near_enough()

    def _near_enough(self) -> Any:
        import narwhals as nw

        scaled, whole = nw.col(f"{self.prefix}x"), nw.col(self.mantissa)
        return (scaled - whole).abs() <= scaled.abs() * FLOAT_NOISE

    def missing(self) -> Any:
        """Whether the cell holds nothing, or what is not a number."""
        import narwhals as nw

        column = nw.col(self.name)
        binary = self.kind in ("float", "single")
        return column.is_null() | column.is_nan() if binary else column.is_null()

    def large(self) -> Any:
        """Whether the cell is one that only the kernel can read."""
        import narwhals as nw

        return ~nw.col(f"{self.prefix}f") & ~nw.col(self.name).is_null()

    # -- bounds ----------------------------------------------------------------------------

    def statistics(self) -> list[Any]:
        """What has to be known of the column before it can be translated."""
        import narwhals as nw

        mantissa = nw.col(self.mantissa)
        wanted = [
            mantissa.min().alias(f"{self.prefix}low"),
            mantissa.max().alias(f"{self.prefix}high"),
            self.large().cast(nw.Int64).max().alias(f"{self.prefix}large"),
        ]
        if self.printed is None:
            wanted += [nw.col(f"{self.prefix}{x}").max().alias(f"{self.prefix}{x}") for x in "pz"]
        return wanted


def bounds(frame: Any, fields: Sequence[Field]) -> dict[str, int]:
    """Least and greatest mantissas, places and zeros of texts, in one look at the data.

    Also whether some cell is one that only the kernel can read, or not even the kernel.
    """
    (row,) = fetch(frame.select(*(one for field in fields for one in field.statistics())))
    return {name: 0 if value is None else int(value) for name, value in row.items()}


def noted_bounds(
    fields: Sequence[Field], noted: Mapping[str, tuple[float, float]]
) -> dict[str, int]:
    """The same from least and greatest values that are known already, of numbers only."""
    known: dict[str, int] = {}
    for field in fields:
        assert field.printed is not None
        low, high = (_mantissa_about(end * field.printed.scale, field) for end in noted[field.name])
        # A binary fraction that was rounded may stand for a mantissa beside it.
        spare = 1 + int(max(-low, high) * FLOAT_NOISE)
        known[f"{field.prefix}large"] = int(max(-low, high) + spare > field.largest)
        known[f"{field.prefix}low"] = max(low - spare, -field.largest)
        known[f"{field.prefix}high"] = min(high + spare, field.largest)
    return known


def _mantissa_about(scaled: float, field: Field) -> int:
    return int(min(max(scaled, -2.0 * field.largest), 2.0 * field.largest))
