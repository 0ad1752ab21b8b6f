"""Words that ask rather than tell, by language: they match in phrases and when required, but rank nothing."""

from __future__ import annotations

from .words import stem

_WORDS = {
    "en": "a about above after again all also am among an and any are aren't as at be because been before being below between both but by "
    "can can't cannot could couldn't did didn't do does doesn't doing don't down during each etc few for from further had hadn't has hasn't "
    "have haven't having he her here hers herself him himself his how i i'd i'm i've if in into is isn't it it's its itself let's me more "
    "most my myself no nor not of off on once only or other ought our ours out over own same she should so some such than that the their "
    "theirs them themselves then there these they this those through to too under until up upon us very was wasn't we were what when where "
    "whether which while who whom whose why will with won't would you your yours",
    "fr": "à au aux avec ce ces cet cette comme d dans de des du elle elles en est et été être eu il ils je l la le les leur leurs lui ma mais "
    "me même mes moi mon n ne nos notre nous on ont ou où par pas pour qu que quel quelle quels quelles qui s sa sans se ses son sont sur ta te tes "
    "toi ton tu un une vos votre vous y",
    "de": "aber als am an auch auf aus bei bin bis das dass dem den der des die doch du durch ein eine einem einen einer eines er es für hat hatte "
    "hier ich ihr im in ist ja kann man mein mit nach nicht noch nur ob oder sehr sein seine sich sie sind so über um und uns unter vom von vor war "
    "waren was wenn wer wie wir wird wo zu zum zur",
    "es": "a al ante como con cual cuando de del desde donde e el ella ellos en entre era es esta este esto ha hasta hay la las le les lo los más me mi "
    "muy ni no nos o os para pero por porque que qué quien se ser si sí sin sobre son su sus también te tu u un una uno y ya yo",
    "it": "a ad agli ai al alla anche che chi ci come con cui da dal dalla degli dei del della delle di dove e è ed era gli ha i il in io la le lei lo loro "
    "lui ma mi ne nei nel nella noi non o per più quando quello questo se si sono su sua sul sulla suo ti tra tu un una uno vi",
    "pt": "a ao aos as à às com como da das de do dos e é ela ele em entre era essa este foi há isso já lhe mais mas me mesmo muito na não nas nem no nos o "
    "os ou para pela pelo por qual quando que quem se sem seu são sua também te um uma você",
    "nl": "aan al als bij dan dat de der deze die dit door een en er ge haar had heb heeft hem het hij hoe ik in is je kan maar me met mij na naar niet nog nu "
    "of om onder ons ook op over te tot uit van voor was wat we wel werd wie wij wordt ze zich zij zijn zo",
    "ru": "а без был была были быть в вам вас во вот все вы где да до его ее если есть еще же за и из или им их к как ко когда кто ли мне мы на над не него нет "
    "ни но о об он она они оно от по под при с со так то того тоже только ты у уже что чтобы это я",
}  # fmt: skip


def quiet(language: str) -> frozenset[str]:
    """The stems of a language's words that ask; none for languages without a list.

    >>> "what" in quiet("en"), "ring" in quiet("en"), quiet("xx")
    (True, False, frozenset())
    """
    return frozenset(stem(word, language) for word in _WORDS.get(language, "").split())
