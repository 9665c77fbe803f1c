"""What to do when somebody will not wake up: once, for the page and for paper. After the emergency number was rung."""

# Written from advice of DrugWise, EDP Drug and Alcohol Services and the London Borough of Newham, 2026.
STEPS = (
    "Stay with them. Say their name, loudly. See whether they breathe.",
    "They breathe and do not wake: lay them on their side, head tilted back a little.",
    "They may have taken heroin, methadone or another opioid: give naloxone, if you have it. No change? Again.",
    "They do not breathe: the person on the phone tells you what to do. Do it until help is there.",
    "Never leave them to sleep it off. Stay, also after they wake.",
)
