"""Words that nobody would want on a card or in a passphrase that we made for them: they wound, mock or frighten,
or they say what somebody believes."""

from collections.abc import Sequence

_UNWANTED = """
    acid afar aged aging agony aids alias alibi alien alone anger armed army arson ashes bash blaze bleak bloat
    blunt boned boney bony boss botch boxer bribe bride broil broke bully bunt bust cage case cash chant chaos
    chase chump cider clamp clash clean cling coke coma cough cramp crave crawl crazy cried crook crush cult
    curse curvy cut dab deaf debt decay dent dingy ditzy dizzy dose dowry drab drank droop drown dude dug dwarf
    elope elude erase error evade evict evil false fang fetal fever filth flaky flame fled flirt foe fool frail
    fried frisk frown gag gas geek gore grave grief groom grope grunt gut halt harm hash hate hump hung hunk
    hurt islam jab junky juror jury keg knelt kung lair lash lazy limb liver lurk lying mace malt mardi moan
    mousy mummy musky nag nerd omen ouch pagan panic panty pest plead poach poker polio poser pout prank prude
    pry punch punk rabid rage raid rant rash rebel rogue ruin rut scam scare scary scold scorn sect shady shaky
    sham shock shout shove shred shun shut siren skew slack slain slam slash slimy slit slob slug slum slurp
    smash smirk snare snarl sneer sniff snort snuff speed spew spied spiny spoil squat stain stank stash sting
    stole stray strut stuck stud stump stung sulk swear sweat swore tacky tank taper tart taunt theft thigh
    thong throb thud thump trap trash trial trump uncut untie user veto vice virus vixen void wager whiff widow
    wife wilt wimp womb woozy worry wound wrath wreck yelp
"""
UNWANTED = frozenset(_UNWANTED.split())


def kind_words(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words that can stand on anybody's card: short, one word each, and none that wounds."""
    return tuple(word for word in words if word.isalpha() and word not in UNWANTED)
