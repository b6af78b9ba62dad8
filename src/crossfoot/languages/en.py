"""English: units, scale words, and the words around a figure that say how it is meant."""

from __future__ import annotations

from crossfoot.languages.text import words

# Letters short for a scale; `m`, `b`, `k` ... only where no metre or byte can be meant.
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh crore": 10**12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
    "bn": 10**9, "mn": 10**6,
    "mln": 10**6, "bln": 10**9, "tn": 10**12, "trn": 10**12, "k": 10**3, "mm": 10**6,
    "thousands": 10**3, "millions": 10**6, "billions": 10**9, "mio": 10**6,
    "m": 10**6, "b": 10**9, "t": 10**12,
}  # fmt: skip

# Signs and codes before a number; the unit is the ISO code.
MONEY_BEFORE = {
    "US$": "USD", "$": "USD", "USD": "USD", "U.S.$": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP",
    "GBP": "GBP", "STG": "GBP", "¥": "元", "RMB": "元", "CNY": "元", "人民币": "元", "JPY": "JPY",
    "HK$": "HKD", "HKD": "HKD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD": "CAD", "NZ$": "NZD", "NZD": "NZD", "S$": "SGD", "SGD": "SGD",
    "NT$": "TWD", "TWD": "TWD", "R$": "BRL", "BRL": "BRL", "₹": "INR", "Rs.": "INR", "Rs": "INR",
    "INR": "INR", "₩": "KRW", "KRW": "KRW", "₽": "RUB", "RUB": "RUB", "CHF": "CHF", "SEK": "SEK",
    "NOK": "NOK", "DKK": "DKK", "ZAR": "ZAR", "₱": "PHP", "PHP": "PHP", "MXN": "MXN",
    "TRY": "TRY", "₺": "TRY", "THB": "THB", "฿": "THB", "IDR": "IDR", "MYR": "MYR", "RM": "MYR",
    "PLN": "PLN", "ILS": "ILS", "NIS": "ILS", "₪": "ILS", "VND": "VND", "AED": "AED", "SAR": "SAR",
    "NGN": "NGN", "₦": "NGN", "KES": "KES", "COP": "COP", "CLP": "CLP", "ARS": "ARS", "P": "PHP",
    "美元": "美元", "港币": "港元",
}  # fmt: skip
MONEY_AFTER = {
    "US dollars": "USD", "U.S. dollars": "USD", "dollars": "USD", "dollar": "USD", "USD": "USD",
    "euros": "EUR", "euro": "EUR", "EUR": "EUR", "pounds sterling": "GBP", "pounds": "GBP",
    "GBP": "GBP", "yuan": "元", "RMB": "元", "CNY": "元", "renminbi": "元", "yen": "JPY",
    "JPY": "JPY", "rupees": "INR", "INR": "INR", "Hong Kong dollars": "HKD", "HKD": "HKD",
    "CHF": "CHF", "Swiss francs": "CHF", "Canadian dollars": "CAD", "CAD": "CAD", "AUD": "AUD",
    "Australian dollars": "AUD", "Singapore dollars": "SGD", "SGD": "SGD", "won": "KRW",
    "roubles": "RUB", "rubles": "RUB", "pesos": "pesos", "cents": "cents", "pence": "pence",
    "US cents": "US cents", "rand": "ZAR", "NZD": "NZD", "INR.": "INR", "sterling": "GBP",
}  # fmt: skip

MEASURES = words("""
    tonnes tonne tons ton kilograms kilogram kg grams gram g mg pounds lb lbs ounces ounce oz
    kilometres kilometre kilometers kilometer km miles mile metres metre meters meter feet foot
    ft inches inch cm mm square-feet hectares hectare ha acres acre litres litre liters liter ml
    gallons gallon barrels barrel bbl boe watts kW MW GW TW kWh MWh GWh TWh kilowatts megawatts
    gigawatts kilowatt-hours megawatt-hours hours hour minutes minute seconds second days day
    weeks week months month years year-old degrees °C °F celsius fahrenheit bushels bushel
    bales bale mt mtpa mmt mmbtu btu joules tce tkm pkm tonne-kilometres passenger-kilometres
    ton-miles sqm sqft bps-years GB TB MB GHz MHz km2 m2 m3 cubic-metres cubic-feet bcf mcf ppm
    ppb CO2e tCO2e basis units-of-measure quintals quintal cwt
""")

# Singular words and phrases of more than one word that are units as they stand.
PHRASES = (
    "square feet", "square metres", "square meters", "square kilometres", "square kilometers",
    "square miles", "cubic metres", "cubic meters", "cubic feet", "metric tons",
    "metric tonnes", "short tons", "long tons", "barrels per day", "barrels a day",
    "kilowatt hours", "megawatt hours", "tonnes of oil equivalent", "barrels of oil equivalent",
    "degrees celsius", "degrees fahrenheit", "million btu", "nautical miles",
    "full-time equivalents", "full-time equivalent", "troy ounces",
)  # fmt: skip

POINTS = {
    "percentage points": "percentage points", "percentage point": "percentage points",
    "ppts": "ppts", "ppt": "ppts", "pp": "pp", "pps": "pp", "p.p.": "pp",
    "pts": "percentage points", "% points": "percentage points",
    "percent points": "percentage points", "%-points": "percentage points",
    "percentage-point": "percentage points", "percentage-points": "percentage points",
    "per cent points": "percentage points", "%pts": "percentage points",
    "% pts": "percentage points",
}  # fmt: skip
BASIS_POINTS = ("basis points", "basis point", "basis-point", "bps", "bp", "bips", "b.p.")
PERCENT = ("%", "percent", "per cent", "pct", "per-cent", "pc")
MULTIPLES = ("times", "x", "-fold", "fold", "×")

LEFT = {
    "about": words("""
        about around approximately approx approx. roughly some circa c. ~ ≈ estimated broadly
        an-estimated somewhere-around in-the-region-of of-around
    """),
    "over": words("""
        more-than over above exceeding exceeded exceeds in-excess-of upwards-of greater-than
        just-over slightly-over just-above well-over surpassed surpassing topped
        slightly-more-than just-more-than well-above slightly-above > little-over
        a-little-over a-little-more-than little-more-than far-more-than
    """),
    "at_least": words("""
        at-least not-less-than no-fewer-than no-less-than a-minimum-of minimum-of minimum ≥
        at-or-above
    """),
    "nearly": words("""
        nearly almost close-to just-under approaching just-below slightly-under
        slightly-less-than slightly-below just-less-than just-short-of nearing a-little-under
        virtually a-little-less-than
    """),
    "under": words("""
        less-than fewer-than under below short-of < well-under
        well-below
    """),
    "at_most": words("""
        at-most up-to not-more-than no-more-than maximum-of a-maximum-of maximum as-much-as
        as-many-as ≤ not-exceeding no-greater-than capped-at at-or-below
    """),
    "up": words("""
        up rose rise rises risen rising increase increases increased increasing grew grow grows
        grown growing growth gain gains gained gaining climbed climbing climb jumped jump surged
        surge advanced expanded expansion improved improving improvement higher
        accelerated swelled uptick upturn strengthened appreciated soared lifted raised widened
        rebounded hike hiked edged-up inched-up ticked-up went-up gone-up picked-up
    """),
    "down": words("""
        down fell fall falls fallen falling decrease decreases decreased decreasing decline
        declines declined declining drop drops dropped dropping lost loss reduced reduction
        reductions lower shrank shrunk shrinking contracted contraction slid slipped slumped
        plunged tumbled dipped dip cut weakened depreciated narrowed plummeted sank edged-down
        inched-down ticked-down went-down gone-down
    """),
    "level": words("""
        to at was were is are of-= stood reached reaching totalled totaled totalling totaling
        from equals = amounted-to stood-at being total-of recorded-as
    """),
    "skip": words("""
        by between in-the-range-of range-of of a an the another additional further only
        just : approximately-by net total year-on-year yoy y/y sharply slightly significantly
        marginally modestly nominal real sharp made-up make-up makes-up making-up
    """),
}
RIGHT = {
    "about": words("""
        or-so
    """),
    "at_least": words("""
        or-more and-above or-above or-higher or-over and-over plus + and-more or-greater
    """),
    "at_most": words("""
        or-less or-fewer or-below or-lower and-under and-below or-under
    """),
    "up": words("""
        higher increase growth rise gain increases more increased jump above improvement hike
        upturn
    """),
    "down": words("""
        lower decrease decline fall drop less fewer reduction decreases decreased declines loss
        contraction below cut
    """),
    "skip": words("""
        year-on-year yoy y/y year-over-year on-year annually a-year
        per-annum
    """),
}
