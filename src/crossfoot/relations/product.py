"""The relation `product`."""

from __future__ import annotations

from crossfoot.formula import Symbol, product_of
from crossfoot.relation import Many, relation


@relation(claims="product", cues=("乘以", "times"))
def product(factors: Many, product: Symbol) -> object:
    """A product is its factors multiplied: price by quantity, rate by base.

    What it checks: the printed product against all of its factors.

    Rounding: the factors and the product may each be off by half a unit of their last place.

    Often wrong because: a factor was updated and the product forgotten, or a unit was dropped.

    ---
    乘积等于各因数相乘，如单价乘数量、比率乘基数。

    检查什么：文中的乘积与全部因数。

    舍入：因数和乘积各自可以差末位的半个单位。

    常见错因：改了因数忘了改乘积，或丢了单位。
    """
    return product == product_of(factors)


product.holds(factors=["12", "15"], product="180")
product.rounding(factors=["2.5", "3.1"], product="7.6")
product.fails(factors=["12", "15"], product="108")
