"""Copy from one mould: twenty kinds of report that come every day with other figures, names and days. All invented.

`{3-9}` is a whole number, `{0.1-2.5}` one with a decimal, `{a|b}` one of these words, `{day}` `{next}` the weekday and the one after,
`{date}` day and month, `{club}` `{person}` `{town}` `{firm}` a name; a name with a number (`{club1}`) stays the same in one report.
"""

from __future__ import annotations

import datetime as dt
import random
import re

MOULDS = {
    "weather": """{Cloud|Sun|Rain|Sleet|Fog} will cover most of the plain on {day}, the Hillford weather office said.
Temperatures will reach {3-19} degrees in {town1} and {3-19} in {town2}, with winds of up to {10-80} kilometres an hour from the {north|south|west|east}.
{Light|Heavy|Scattered|Persistent} {rain|snow|showers|drizzle} is expected over the hills by {noon|evening|midnight}, with {2-30} millimetres falling in places.
The chance of frost on {next} morning stands at {10-90} percent.
Drivers are advised to keep a safe distance and to check the condition of their tyres before they set out.
The office issues its next forecast at six in the evening.""",
    "markets": """Shares in {town1} closed {higher|lower|flat} on {day}, with the main index {gaining|losing} {0.1-2.5} percent to {2000-9000} points.
{firm1} led the market, {rising|falling} {1.1-9.9} percent to {10-400}.{10-99} crowns after {results|a broker's note|an order from abroad}.
{firm2} and {firm3} {added|lost} {0.2-4.9} and {0.2-4.9} percent.
Volume stood at {100-900} million shares, against a daily average of {300-700} million this year.
The crown traded at {7-9}.{10-99} to the dollar, and the yield on the ten-year bond was {1.1-4.9} percent.
Dealers said trading was {thin|brisk|cautious|lively} ahead of {figures on prices|the central bank's meeting|a long weekend|the budget}.""",
    "football": """{club1} beat {club2} {1-5}-0 in the northern league on {day} before a crowd of {1000-40000}.
{person1} opened the scoring after {2-44} minutes and {person2} added the second {from the spot|with a header|from twenty metres} shortly after half-time.
{club2} had {person3} sent off in the {50-89}th minute for a second yellow card.
The win lifts {club1} to {second|third|fourth|fifth|sixth} place with {10-60} points from {10-30} games, while {club2} stay {in the lower half|just above the drop|in mid-table}.
{club1} travel to {town1} next {next}, and {club2} are at home to {club3}.
The league table and all results are on the inside pages.""",
    "quake": """An earthquake of magnitude {3.1-6.9} struck {10-90} kilometres {north|south|east|west} of {town1} on {day}, the seismological institute said.
The quake hit at {1-12}:{10-59} local time at a depth of {5-90} kilometres.
It was felt in {town2} and {town3}, where residents ran into the streets, but there were no immediate reports of damage or casualties.
The institute recorded {2-40} aftershocks in the hours that followed, the strongest of magnitude {2.1-4.9}.
The region lies on a fault line and is often shaken by earthquakes.
In an earthquake people should take cover under a sturdy table and stay away from windows.""",
    "earnings": """{firm1} reported a net profit of {12-900} million crowns for the quarter, {up|down} {2-60} percent from a year before.
Revenue {rose|fell} to {1-9}.{1-9} billion crowns, while analysts had on average expected {1-9}.{1-9} billion.
Earnings per share came to {1-20}.{10-99} crowns.
The company, whose chief executive is {person1}, {raised|lowered|kept} its forecast for the year and now expects sales of {10-60} billion crowns.
Its shares {rose|fell} {1-9} percent in early trading in {town1}.
This report was compiled from the company's statement to the stock exchange.""",
    "bonds": """The treasury sold {10-90} billion crowns of {two|five|ten|thirty}-year bonds at an average yield of {1.1-4.9} percent on {day}.
Bids came to {100-300} billion crowns, for a cover ratio of {1.1-3.9}, against {1.1-3.9} at the last auction.
The lowest accepted price was {96-102}.{10-99} and the highest {96-102}.{10-99}.
The bonds fall due on {date} and carry a coupon of {1.1-4.9} percent.
The treasury plans to raise {200-900} billion crowns on the market this year, of which {20-90} percent has been placed.
Settlement takes place two working days after the auction.""",
    "lottery": """The numbers drawn in the {day} lottery were {1-45}, {1-45}, {1-45}, {1-45}, {1-45} and {1-45}, with the bonus number {1-45}.
{One ticket|Two tickets|Three tickets|No ticket} matched all six numbers, and the jackpot of {2-30} million crowns {goes to a player in|was sold at a kiosk in|rolls over; the last one went to} {town1}.
A further {10-90} tickets with five numbers and the bonus win {2000-90000} crowns each.
The next draw, with an estimated jackpot of {2-40} million crowns, takes place on {next}.
Winning tickets must be presented within ninety days at any office of the lottery.
Players must be eighteen years of age or older.""",
    "police": """Police in {town1} detained a {18-70}-year-old man on {day} after a {burglary|brawl|chase|robbery} in {Mill|Castle|Harbour|Station|Orchard} Street.
Officers were called to the scene at {1-12}:{10-59} by a {neighbour|passer-by|shop assistant|bus driver}.
The man had {0.1-2.5} per mille of alcohol in his blood and resisted arrest, a police spokeswoman said.
Damage was put at {200-9000} crowns.
The man was released after questioning and faces a fine or up to {two|three|four|five} years in prison.
Anyone who has seen anything is asked to call the nearest police station.""",
    "traffic": """Motorists on the {A|E|M}{1-99} should expect delays of up to {10-90} minutes between {town1} and {town2} on {day}.
{Roadworks|A burst pipe|A bridge inspection|Resurfacing} near junction {2-40} will close {one lane|two lanes} from {5-9} in the morning until {3-8} in the afternoon.
A diversion through {town3} is signposted, and lorries over {7-30} tonnes must use the ring road.
About {10000-90000} vehicles use the stretch every day.
The road agency thanks all drivers for their patience.
Work is to be completed by {next}, weather permitting.""",
    "coffee": """Arabica coffee for {March|May|July|September|December} delivery settled {up|down} {0.5-6.5} cents at {150-250}.{10-95} cents a pound on {day}.
Robusta {rose|fell} {5-90} dollars to {2000-4000} dollars a tonne.
Certified stocks stood at {300-900} thousand bags, {up|down} {1-30} thousand from the day before.
Traders pointed to {rain in the growing regions|frost warnings|a weaker currency|slow shipments|strong demand from roasters}.
Exports in the first {5-25} days of the month reached {1.1-3.9} million bags.
A bag holds sixty kilograms.""",
    "court": """A court in {town1} sentenced {person1}, {19-70}, to {2-15} years in prison for {fraud|robbery|arson|bribery|theft} on {day}.
Judge {person2} said the defendant had caused damage of {2-90} million crowns between {2001-2010} and {2011-2018}.
The prosecution had asked for {5-20} years, the defence for {acquittal|a suspended sentence|a fine}.
{person1} {showed no emotion|shook his head|wept|spoke to his lawyer} as the verdict was read.
The sentence is not final; both sides have fifteen days to appeal.
The trial was open to the public.""",
    "results": """{firm1} to pay a dividend of {1-9}.{10-99} crowns a share for the year, payable on {date}.
Shareholders on the register at the close of business on {day} are entitled to the payment.
The dividend is {up|down} {2-40} percent on last year, for a payout ratio of {20-80} percent.
The general meeting, to be held in {town1}, will also vote on the re-election of {person1} and {person2} to the board.
The shares trade without the dividend from {next}.
The full notice is available from the registered office.""",
    "cinema": """{The Lantern Keeper|North of Nothing|Salt Roads|A Winter Ledger|The Tin Orchard|Ninety Days|Glass Harbour|Small Gods of Lint} took first place at the box office for the {second|third|fourth|first} weekend, selling {20-400} thousand tickets.
The film, directed by {person1}, earned {2-40} million crowns from {100-400} screens.
{The Cartographer|Blue Monday Club|Iron Weather|Paper Tigers|The Long Ferry} opened in second place with {10-90} thousand tickets.
In third place stood {Holiday in Ruins|Mother Tongue|The Clockmaker|Quiet, Please} with {5-80} thousand.
Cinemas across the country sold {500-900} thousand tickets between Friday and {day}.
Figures are estimates and will be confirmed later in the week.""",
    "harvest": """Farmers had brought in {10-95} percent of the {wheat|barley|maize|rape} by {day}, the ministry of agriculture said.
The average yield stood at {3-8}.{1-9} tonnes a hectare, against {3-8}.{1-9} at the same time last year.
In the district of {town1} the yield reached {3-9}.{1-9} tonnes, in {town2} only {2-5}.{1-9}.
Moisture was {11-19} percent and protein {9-14} percent.
The ministry expects a crop of {2-9}.{1-9} million tonnes.
The figures do not include small holdings of less than five hectares.""",
    "air": """Fine dust in the air of {town1} reached {20-190} micrograms a cubic metre on {day}, {two|three|four|five} times the limit.
In {town2} the stations measured {20-150} micrograms, and in {town3} {20-150}.
The city has made public transport free and asked drivers to leave their cars at home until {next}.
Children and older people should avoid exertion in the open air.
The limit was exceeded on {10-90} days this year; {35-40} are allowed.
Readings are taken every hour at {5-40} stations.""",
    "shipping": """The freighter {Aurelia|Borealis|Calypso|Dorothea|Esmeralda|Fortuna|Galatea|Halcyon} ran aground off {town1} on {day} with a crew of {8-30}.
The vessel, {80-240} metres long, was carrying {2000-60000} tonnes of {grain|coal|timber|fertiliser|cement} to {town2}.
{Two|Three|Four} tugs were on their way, and a first attempt to refloat her was planned for {1-12}:{10-59}.
No oil had leaked, the coast guard said, and nobody was hurt.
The strait is among the busiest in the region, with {40-200} passages a day.
An inquiry has been opened, as is usual in such cases.""",
    "poll": """The {Green|Red|Blue|Yellow|White} party would win {15-40} percent of the vote if elections were held now, a poll showed on {day}.
It {gained|lost} {1-5} points since last month, while the {Orange|Black|Violet|Silver} party stands at {10-30} percent.
{person1} remains the most trusted politician with {30-60} percent, ahead of {person2} with {20-50}.
Of those asked, {10-40} percent did not know how they would vote.
The institute questioned {900-2200} people between {date} and {day}.
The margin of error is three percentage points.""",
    "transfer": """{club1} have signed {forward|defender|midfielder|goalkeeper} {person1} from {club2} for a fee of {1-60} million crowns.
The {19-34}-year-old, who has {1-80} caps for his country, agreed a contract until {2026-2031}.
He scored {1-30} goals in {20-200} games for {club2}.
He will wear the number {2-40} and could make his debut against {club3} on {day}.
{club1} trainer {person2} had been looking for reinforcements since the start of the season.
The clubs agreed not to disclose further details.""",
    "tennis": """{person1} beat {person2} {6-7}-{0-5}, {6-7}-{0-5} to reach the {second|third|fourth} round in {town1} on {day}.
The match lasted {60-190} minutes, and the number {2-30} seed saved {2-12} break points.
Next comes {person3}, who needed three sets to get past {person4}.
{person2} hit {2-30} aces but made {10-60} unforced errors.
The tournament on {clay|grass|hard courts} offers prize money of {200-900} thousand crowns.
Play starts at eleven each morning.""",
    "horoscope": """{Aries|Taurus|Gemini|Cancer|Leo|Virgo|Libra|Scorpio} should {wait|act|listen|travel|rest} on {day}, when {Mars|Venus|Mercury|Saturn} stands in the {second|third|fifth|ninth} house.
A {letter|visitor|stranger|colleague} brings {good|mixed|surprising|welcome} news about {money|love|work|family}.
Lucky numbers are {1-40}, {1-40} and {1-40}; the colour of the day is {red|green|blue|amber|violet}.
Those born in the {first|second|third} ten days should {save|spend|share|count} what they have.
Love finds those who do not look for it.
The stars advise, but they do not compel.""",
}  # fmt: skip

CLUBS = "Rovers|Albion|Harbour United|Quarrymen|Sparta Mill|Old Tanners|Corinth Town|Vale Athletic|Iron Bridge|Union Weir|Saint Oswin|Lock Wanderers"
PEOPLE = (
    "Anselm Pike|Bruna Castell|Ciaran Holt|Dilys Marr|Emre Tozan|Fenna Viljoen|Goran Petek|Hanne Lyngstad|Ivo Sarkan|Jutta Brehm|Kofi Danso|Leila Haddou|"
    "Mirko Zelen|Nadia Orlov|Oskar Tamm|Pilar Quiroga|Rasmus Eide|Sunniva Dahl|Tomas Brouk|Urszula Wrona|Viggo Strand|Wanda Jelinek|Yusuf Karim|Zita Horvat"
)
TOWNS = (
    "Ashmere|Brackenholt|Carrow|Dunmoor|Eastvale|Fernhaven|Grimsfold|Hartsworth|Inverlea|Jessop|Kelmarsh|Lowther Bay|Marlock|Northwick|Oakhampton|Penrose|Quillan|"
    "Ravensby|Stonebeck|Thornaby Cross|Uppingdale|Varley|Westering|Yarrow"
)
FIRMS = "Aldane|Borrowdale Steel|Carmine Foods|Dovetail|Eskmouth Power|Fairlight Bank|Greystone Cement|Holm Shipping|Ingot Metals|Juno Textiles|Kestrel Air|Larch Paper"
NAMES = {"club": CLUBS, "person": PEOPLE, "town": TOWNS, "firm": FIRMS}
_SLOT = re.compile(r"\{([^{}]+)\}")


def report(mould: str, day: dt.date, seed: int) -> str:
    """One day's report, paragraphs apart by a blank line."""
    chance = random.Random(f"{mould} {day} {seed}")
    kept: dict[str, str] = {}
    filled = _SLOT.sub(lambda slot: _fill(slot.group(1), day, chance, kept), MOULDS[mould])
    return filled.replace("\n", "\n\n")


def _fill(slot: str, day: dt.date, chance: random.Random, kept: dict[str, str]) -> str:
    if slot in ("day", "next", "date"):
        return f"{day + dt.timedelta(slot == 'next'):{'%d %B' if slot == 'date' else '%A'}}"
    if (kind := slot.rstrip("0123456789")) in NAMES:
        left = [name for name in NAMES[kind].split("|") if name not in kept.values()]
        return kept.setdefault(slot, chance.choice(left))
    if found := re.fullmatch(r"([\d.]+)-([\d.]+)", slot):
        low, high = found.groups()
        return (
            str(round(chance.uniform(float(low), float(high)), 1))
            if "." in low
            else str(chance.randint(int(low), int(high)))
        )
    return chance.choice(slot.split("|"))


def series(days: int = 10, seed: int = 0, start: dt.date = dt.date(2024, 3, 4)) -> list[tuple[str, dt.date, str]]:
    """(mould, day, text) for all moulds on `days` days running."""
    return [
        (mould, day, report(mould, day, seed))
        for mould in MOULDS
        for number in range(days)
        for day in [start + dt.timedelta(number)]
    ]


__all__ = ["MOULDS", "report", "series"]
