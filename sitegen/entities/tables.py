"""What names are made of, as fixed tables: titles, roles, heads of organisations and places, particles.

English first: these tables judge what a capital means; other languages fall back on capitals, the
gazetteer and the model. All entries are folded (lower case, without dots).
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words("mr mrs ms mx dr sir madam mme mlle herr frau monsieur signor senor señor hon messrs rt prof")
"""Stand before a person; never part of the name."""

SHORT_TITLES = _words(
    "rep reps sen sens gov gen col maj capt cpt lt sgt cpl pvt spc adm cmdr cdr brig insp det supt rev fr st coach quarterback "
    "receiver actor actress singer author writer comedian rapper pop"
)
"""Stand before a person; left out of the mention's span."""

ROLE_HEADS = _words(
    "president premier minister secretary chancellor king queen prince princess pope emperor empress sultan emir senator "
    "congressman congresswoman representative governor mayor ambassador general colonel major captain lieutenant sergeant "
    "admiral commander commodore brigadier marshal corporal private chairman chairwoman chair chief director spokesman "
    "spokeswoman spokesperson judge justice professor doctor lord lady dame baroness baron count sheikh sheik imam ayatollah "
    "mullah rabbi reverend bishop archbishop cardinal monsignor detective inspector superintendent officer deputy envoy "
    "attorney counsel speaker advisor adviser leader commissioner treasurer councillor councilman councilwoman mp sheriff constable "
    "consul chargé taoiseach specialist operator trooper marine sergeant-at-arms undersecretary coordinator administrator "
    "manager editor curator ceo cfo coo principal dean provost warden chaplain pastor sister brother father mother uncle aunt "
    "comrade shah tsar czar duke duchess earl viscount marquess co-founder founder correspondent analyst whip nominee candidate "
    "president-elect minister-designate premier-designate"
)
"""Capitalised before a person they are the role; alone they are no name."""

FOR_ROLES = _words(
    "minister secretary envoy ambassador advisor adviser commissioner representative spokesman spokeswoman spokesperson"
)
"""May be followed by "for" or "to" and what they are for ("Minister for the Middle East")."""

SPAN_ROLES = ROLE_HEADS - _words(
    "father mother uncle aunt major private chief correspondent analyst editor manager candidate nominee"
)
"""Roles that stay in the span of a mention ("President Bashar al-Assad")."""

ROLE_MODIFIERS = _words(
    "prime foreign vice deputy assistant associate senior junior chief acting interim former ex then late interior defense defence finance home "
    "economy trade health education justice energy environment labor labour agriculture transport information culture oil "
    "planning special first second third executive managing general supreme grand high attorney shadow opposition majority minority press "
    "house senate state federal national presidential parliamentary party staff master petty warrant field rear air lance command "
    "army navy marine police fire district county crown permanent under lead lieutenant major brigadier detective chief joint "
    "1st 2nd 3rd class warfare world family security council communications climate sports tourism planning outgoing incoming human rights"
)
"""Stand before a role head and belong to the role."""

ROLE_OBJECTS = _words(
    "state defense defence treasury interior education energy commerce labor labour agriculture transportation homeland staff "
    "parliament war police finance health justice navy army air force the staff veterans affairs foreign agriculture culture"
)
"""After "Secretary of", "Minister for" and the like."""

PERSON_NOUNS = _words(
    "leader commander president premier minister secretary chancellor king queen prince princess spokesman spokeswoman "
    "spokesperson chairman chairwoman chair chief director coach manager captain striker midfielder defender goalkeeper "
    "quarterback receiver actor actress singer author writer novelist poet journalist reporter photographer analyst economist "
    "professor lawyer attorney judge senator congressman congresswoman governor mayor ambassador envoy general colonel activist "
    "resident father mother brother sister son daughter wife husband uncle aunt cousin nephew niece grandfather grandmother "
    "widow widower fiancé fiancee girlfriend boyfriend partner founder co-founder executive official officer deputy lawmaker "
    "politician candidate nominee rebel teacher doctor physician nurse farmer student director artist musician painter designer "
    "model comedian rapper host presenter driver pilot engineer scientist researcher historian critic editor columnist "
    "correspondent winner champion cardinal bishop priest imam cleric preacher militant fighter soldier suspect victim "
    "defendant billionaire businessman businesswoman entrepreneur investor strategist adviser advisor aide counterpart "
    "predecessor successor rival friend colleague teammate forward guard catcher pitcher outfielder woman man boy girl named "
    "mp backbencher treasurer inspector sergeant detective safety linebacker expert agent fan superstar star legend neighbour neighbor "
    "diver swimmer runner sprinter skier cyclist boxer golfer jockey pianist violinist conductor composer sculptor architect chef baker carpenter midwife "
    "surgeon dentist biologist chemist physicist astronomer geologist immunologist psychologist sociologist anthropologist archaeologist epidemiologist "
    "glaciologist seismologist meteorologist economist photographer cinematographer filmmaker screenwriter playwright drummer guitarist bassist rower wrestler "
    "gymnast skater climber sailor fisherman shepherd blacksmith tailor plumber electrician mechanic programmer developer blogger influencer podcaster"
)
"""Lower case before a name (or after its comma) they say that it is a person's."""

RELATIVES = _words(
    "father mother brother sister son daughter wife husband uncle aunt cousin nephew niece grandfather grandmother grandson "
    "granddaughter widow widower father-in-law mother-in-law son-in-law daughter-in-law brother-in-law sister-in-law stepfather "
    "stepmother stepson stepdaughter ex-wife ex-husband half-brother half-sister twin parents late fiancée fiancé fiancee spouse "
    "girlfriend boyfriend grandchild child children sons daughters brothers sisters siblings"
)
"""Someone of the same surname brought in by one of these is another person."""

ORG_HEADS = _words(
    "agency administration alliance army assembly association authority bank board brigade brigades broadcasting bureau cabinet "
    "center centre chamber church clinic club coalition college command commission committee company congress conference "
    "consortium constabulary confederation corp corporation corps council court department division federation force forces "
    "foundation front fund government group guard guards holdings hospital inc inquiry institute institution interpol "
    "investments laboratory laboratories league legion limited ltd llc llp militia ministry mission monitor movement museum "
    "navy network news newspaper observatory office orchestra organisation organization parliament party patrol plc police "
    "press radio regiment regime school secretariat senate service services society squad squadron staff studios sunwear "
    "symphony syndicate systems task team television theater theatre times today tribune tribunal trust "
    "union unit university airlines airways motors pictures records entertainment industries partners pharmaceuticals media "
    "technologies solutions wing bundestag knesset duma senate exchange post herald journal gazette telegraph guardian reuters "
    "social co corp gmbh ag sa nv spa ab oil petroleum steel energy bros brothers insurance financial capital securities bancorp "
    "supermarkets stores foods united rovers wanderers athletic hotspur fc afc sc watch initiative academy charity battalion infantry "
    "courant chronicle sentinel dispatch inquirer examiner bulletin advertiser courier argus "
    "rangers democrats republicans conservatives greens taliban states-general treasury intelligence directorate embassy consulate"
)
"""A run of capitals that ends in one of these is an organisation, unless the model says otherwise."""

ORG_OF = _words(
    "university bank department ministry bureau office government house council institute federation union army church court "
    "college school academy society association board chamber committee commission organization organisation league front "
    "confederation congress parliament party movement brigade brigades company corporation agency authority centre center group "
    "museum library foundation guard guards state knights daughters sons friends doctors reporters community communist "
    "embassy consulate archdiocese diocese cathedral secretariat treasury command inspectorate observatory campaign "
    "centers centres administration faculty supreme assembly trust fund forces hospital order directorate ministers blue "
    "republic kingdom islamic commonwealth crown mayor's coalition alliance senate security international bishops conference"
)
"""May be followed by "of", "of the", "for" and more capitals, within one name."""

PLACE_HEADS = _words(
    "province city county river lake mount mountain mountains island islands sea ocean gulf bay valley desert airport street "
    "avenue road square park bridge beach district region village town governorate prefecture peninsula strait canal "
    "heights hills forest territory airfield airbase base camp station port harbour harbor palace tower stadium arena plaza "
    "boulevard lane highway crossing creek falls canyon cemetery cathedral mosque temple"
)
"""A run of capitals that ends in one of these is a place."""

PLACE_FIRST = _words(
    "barrio plaza plaça piazza calle avenida praia playa puerto porto río rio lago isla ilha ponte jebel jabal djebel wadi oued bordj "
    "shatt nahr deir kafr bandar cerro laguna quartier kampung pulau gunung sungai"
)
"""In other languages' names they say, in front, that it is a place."""

PLACE_STARTS = _words(
    "mount lake cape fort port saint st river gulf strait isle north south east west northern southern eastern western central san santa los las el new"
)

OTHER_HEADS = _words(
    "war wars cup championship championships olympics games festival prize award awards medal act bill law amendment treaty "
    "accord accords agreement protocol convention day week month year eve christmas easter ramadan passover summit "
    "revolution uprising crisis scandal bowl series tour open derby marathon grand-prix finals trophy trail resolution "
    "report index plan deal album song movie film book novel show disease syndrome virus operation code constitution "
    "summer winter spring autumn century era age statement speech debate hurricane storm typhoon cyclone pill project programme program "
    "road-map roadmap strategy review study survey standard standards edition volume chapter part act section article"
)
"""Events, works, laws: named, but neither person, organisation nor place."""

PAPERS = _words("guardian mirror sun time times post telegraph independent")
"""Newspapers that are words, which take "the"."""

DEFINED_THINGS = OTHER_HEADS | _words(
    "disorder system syndrome index scale test learning optimization optimisation management rocket vehicle rover telescope satellite camera therapy "
    "algorithm software interface protocol language model framework format technology protein gene cell engine sensor display memory drive injury "
    "infection deficiency investment rate ratio value product area zone bill permit licence license visa tax duty intelligence analysis"
)
"""Names that end so are of no body, though letters are given for them ("Space Launch System (SLS)")."""

INSTITUTIONS = _words(
    "government army military navy parliament police cabinet presidency judiciary senate congress coastguard embassy"
)
FORCES_BEFORE = _words("security armed air special defence defense naval ground coalition")
INSTITUTION_MODIFIERS = (
    _words("regional central federal interim transitional caretaker provincial local state national") | FORCES_BEFORE
)

CONNECT_NAMES = _words(
    "al el ul bin ibn ben bint abu de la le du da do dos das del della di van von der den ter ten zu zum zur af av y e"
)
"""Lower-case particles inside and before names of people and places."""

ARTICLES = _words("al el ul an ar as ash at az ad adh ez es en")
"""Arabic articles as they are spelt before a hyphen."""

WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays "
    "tuesdays wednesdays thursdays fridays saturdays sundays"
)
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
CALENDAR = (
    WEEKDAYS
    | MONTHS
    | _words(
        "am pm gmt bst est edt pst pdt cet utc ist ad bc christmas easter ramadan eid thanksgiving halloween hanukkah passover"
    )
)

NORPS = _words(
    "islamist islamists islamic muslim muslims christian christians jewish jew jews hindu hindus buddhist buddhists sikh sikhs "
    "catholic catholics protestant protestants evangelical orthodox mormon mormons sunni sunnis shia shiite shiites shi'ite shi'ites shi'a alawite alawites druze "
    "yazidi yazidis kurd kurds kurdish arab arabs arabic persian berber sikhism islam christianity judaism hinduism buddhism "
    "western westerner westerners eastern northern southern republican democrat democratic conservative liberal communist socialist communists socialists "
    "nazi nazis marxist leninist zionist zionists fascist fascists tory tories labour latino latinos latina hispanic hispanics caucasian "
    "black blacks white whites aboriginal inuit maori roma gypsy native eurozone eurosceptic brexiteer brexiteers brexit "
    "english mandarin cantonese hebrew latin urdu hindi farsi pashto swahili bengali tamil twitter-like salafi salafist wahhabi jihadi jihadist "
    "bolshevik bolsheviks ottoman victorian-era soviet soviets slavic nordic baltic balkan mediterranean atlantic transatlantic "
    "american-born anglo anglican anglicans baptist methodist lutheran presbyterian jesuit scandinavian"
)
"""Peoples, faiths, parties' followers and languages: capitalised, but not entities of ours."""

STOP = _words(
    "a an the and or but nor so yet for of in on at to by from with without within into onto upon over under above below between among "
    "through during before after since until till about against as if when while where why how who whom whose which what that this these "
    "those there here then than though although because unless whether i me my mine we us our ours you your yours he him his she her hers it "
    "its they them their theirs is are was were be been being am do does did done has have had having will would shall should can could may "
    "might must not no yes all any both each every either neither some such other another many much more most few several one two three four "
    "five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion first second third last next "
    "also only even just still already again once never ever always often sometimes now today yesterday tomorrow tonight later earlier "
    "meanwhile however moreover furthermore nevertheless instead therefore thus hence indeed perhaps maybe despite amid amidst according "
    "following including like unlike along across around behind beyond near off out up down per via versus vs inside outside let's it's i'm i've i'll i'd "
    "he's she's that's there's they're we're you're don't didn't doesn't isn't wasn't can't won't couldn't wouldn't i'd we've we'll they've what's who's here's "
    "ok okay oh ah hey hi hello please thanks thank sorry well look listen see read watch click share subscribe photo photos picture pictures video image images source sources "
    "exclusive breaking updated update urgent correction advertisement comments related editor's note pictured caption getty "
    "say says said saying told asked added make made take took get got go going went come came give gave think know want need "
    "recent former current previous same different bad "
    "question answer q faq nope yeah wow"
)
"""Words that at the start of a sentence are no name, whatever their capital."""

CONTRACTED = re.compile(r"[a-z]+(?:'(?:ll|ve|re|d|m)|n't)")
"""English words drawn together, "you'll": no names either."""

NOT_NAMES = _words(
    "internet web god lord bible koran quran tv dvd cd pc id dna hiv aids covid covid-19 coronavirus gdp vat ceo cfo coo mp mps "
    "atm atms ied ieds suv url html pdf faq asap fyi rsvp diy lgbt lgbtq ngo ngos ipo vip usd gbp eur earth sun moon mars "
    "state government congressional parliament-like senator's mr mrs dad mum mom granny grandma grandpa daddy mummy mommy "
    "ii iii iv vi vii viii jr sr phd md esq mba ba bsc msc pm am ok xl sos abc's p.m a.m e.g i.e etc no nos "
    "opposition administration treasurer's cabinet army's committee's question's answer's capitol-like west east north south "
    "media twitter-storm oscars oscar grammys grammy emmys emmy baftas bafta mass dds llb ma jd llm brexit olympics olympic "
    "northwest northeast southwest southeast mid-east internet's wi-fi email sms gps "
    "ai api aka b2b b2c bbq bmi byod cms cmo cpu crm css csv cto cv dc dns erp esg eta etf gdpr gmo gpu hipaa hr hvac http https ide "
    "iot ios ip iphone ipad iq it ivf jpeg json kpi led ml nft npc php pin pos pr qa qr r&d ram rfp roi rss saas sat sdk seo sim sla "
    "gw mw kw kwh mwh gwh mhz ghz khz mbps gbps gb tb mb kb rpm mph kph psi dpi fps hp usb-c usb-a macbook ipod imac airpods kindle playstation xbox "
    "chromebook bluetooth photoshop powerpoint ipads iphones "
    "q1 q2 q3 q4 h1 h2 nikkei sensex nifty ftse dax kospi dow "
    "sql ssd ssl tba tbd tldr ufo ui usb ux vpn vr wifi www xml "
)
"""Capitalised often, and no person, organisation or place on their own."""

GENERIC_HEADS = _words(
    "observatory ministry department council committee commission university party union bank court church army agency "
    "association foundation institute federation board group company club coalition bureau office centre center college "
    "hospital school academy alliance front movement society league authority organisation organization assembly fund trust network corporation "
    "guard guards brigade brigades senate congress parliament police administration museum force forces"
)
"""Alone and capitalised they mean the one organisation of the document that they belong to."""

BODIES_ALONE = _words("congress senate parliament coalition commission pentagon assembly police commons court")
"""Generic heads that are names by themselves where they belong to no longer name of the document."""

GRAMMAR = _words(
    "a an the and or but nor of in on at to by from with for as is are was were be not it its his her their that this who which after over"
)
"""Words that headlines leave in lower case."""

LEGAL_FORMS = _words(
    "inc corp corporation co company ltd limited llc llp plc gmbh ag sa nv spa ab holdings group incorporated the"
)
"""Left out when organisations' names are compared."""

SMALL_FORMS = _words("plc llc llp gmbh")
"""Legal forms that belong to a name though they are written small."""

ORG_STARTS = _words(
    "jaish jaysh jabhat jund liwa harakat ansar kataib ahrar hizb faylaq lashkar fc afc ac sc sv vfb vfl tsv olympique deportivo borussia "
    "eintracht hertha dynamo dinamo lokomotiv spartak université universidad universidade universität università ministère ministerio ministério "
    "banque banco banca groupe grupo gruppo partido parti partei partito syndicat sindicato fédération federación confédération institut instituto "
    "istituto compañía compagnie société sociedad comité comitato consejo conseil consiglio fundación fondation fondazione asociación associazione "
    "polizei feuerwehr stadtwerke flughafen "
    "café hôtel hotel restaurant brasserie trattoria librería librairie farmacia clínica clinique "
    "théâtre musée museo hôpital ospedale préfecture mairie ayuntamiento gendarmerie policía guardia"
)
"""A run that starts with one of these is an organisation: militias, clubs, bodies in other languages."""

FOREIGN_ARTICLES = _words("der die das den dem des le la les el los las il lo gli het de")

ORG_ENDINGS = (
    "verband", "verein", "verbund", "ministerium", "gesellschaft", "gewerkschaft", "universität", "behörde", "partei", "stiftung", "genossenschaft",
    "werke", "polizei", "gericht", "anwaltschaft", "kammer", "klinik", "klinikum", "krankenhaus", "hochschule", "verlag", "philharmonie", "reederei",
    "werft", "rederij", "bedrijf", "vereniging", "universiteit", "ministerie", "forbundet", "partiet", "myndigheten", "feuerwehr", "sparkasse",
)  # fmt: skip
"""Compounds of Germanic languages that end so are bodies; a name follows ("Deichverband Südermarsch")."""

TEAM_NOUNS = (
    "coach|head coach|quarterback|linebacker|ruckman|striker|midfielder|defender|goalkeeper|keeper|winger|full-back|left-back|right-back|centre-half|"
    "skipper|fans|supporters|boss|pitcher|catcher|outfielder|shortstop|point guard|cornerback|assistant coach|scrum-half|fly-half|hooker|wicketkeeper|batsman"
)
"""After a place's name, or its possessive, they say that its team is meant."""

PARTY_NOUNS = _words(
    "government mp mps party lawmaker lawmakers senator senators congressman congresswoman candidate candidates leader leaders nominee presidential "
    "primary primaries deputy deputies mayor councillor councillors minister ministers politician politicians rival rivals voters majority administration "
    "leadership caucus governor governors convention backbenchers backbencher peer peers manifesto strategist strategists base frontrunner"
)
"""After a party's adjective they say that the party is meant ("the Socialist government")."""

ALONE = _words(
    "stalin hitler lenin trotsky mussolini napoleon churchill roosevelt kennedy nixon reagan clinton obama trump biden putin yeltsin gorbachev khrushchev "
    "brezhnev merkel kohl adenauer macron sarkozy hollande chirac mitterrand thatcher netanyahu arafat nasser mubarak gaddafi qaddafi gadhafi saddam assad khomeini "
    "khamenei rouhani ahmadinejad erdogan erdoğan ataturk atatürk modi gandhi nehru bhutto musharraf mao mandela mugabe zuma chavez chávez maduro pinochet "
    "bolsonaro lula zelensky zelenskyy shakespeare dickens mozart beethoven picasso rembrandt einstein darwin freud nietzsche plato aristotle "
    "socrates beyonce beyoncé rihanna pele pelé maradona federer nadal djokovic goebbels himmler eichmann franco tito ceausescu zarqawi"
)
"""People whom the news calls by one name without saying who they are."""

FAMILY_FIRST = _words(
    "moon roh ban shin seo ahn noh kim lee park choi jung kang cho yoon jang lim xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo "
    "zheng liang xie song tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao hua "
    "nguyen tran le pham hoang phan vu dang bui do ho ngo duong ly"
)
"""Chinese, Korean and Vietnamese family names, which come first."""

CLUB_HEADS = _words(
    "club fc afc united city rovers wanderers athletic town albion hotspur rangers county university state"
)
"""A place's name before one of these is short for the team or school."""

OPENING = _words("al bin ibn abu")
OPENING_ENGLISH = _words("el de van von di da ter ten")
"""Lower-case words that may open a name; the latter only in English text, elsewhere they are prepositions."""

FOREIGN = _words(
    "le la les des et el los las y der die das und den dem del que il che gli het een och att os uma não por para est dans ist nicht"
)
"""Two or more of these in a paragraph: it is not English."""

FOREIGN_STOP = _words(
    "il elle ils elles on nous vous ce cela cette ces celui celle un une le la les des du au aux dans sur pour par avec sans mais et ou où quand comme si "
    "son sa ses leur leurs chez selon après avant depuis puis alors ainsi aussi en y el ella ellos ellas los las una unos esta este estos estas su sus "
    "pero cuando como según desde hasta entre para por con sin sobre también ya no se nos er sie es wir ihr ich du der die das den dem ein eine einen einem einer und oder "
    "aber doch denn wenn als wie nach vor seit bei mit für auf aus im am zum zur vom lui lei loro noi gli uno dei della nel nella con per ma quando dopo ele ela eles "
    "elas os as um uma no na nos nas mas com sem het een de zij hij wij maar en van voor met na op hun"
)
"""Small words that open a sentence in a text of another language."""

NOUN_LANGUAGES = _words("de lb")
"""Write every noun with a capital, so that without a model only the tables can tell names."""

OTHER_STARTS = _words(
    "cyclone hurricane typhoon storm operation resolution windows airbus boeing chapter article section highway route flight"
)
"""A run that starts with one of these names an event or a thing."""

ALIAS_STRONG = (
    "nom de guerre",
    "noms de guerre",
    "real name",
    "pseudonym",
    "stage name",
    "pen name",
    "birth name",
    "maiden name",
)
"""Alias phrases that reach over the words of a sentence; the others must follow the name at once."""

BODY_OF = _words("government parliament army")
"""Lower case before "of" and a country they open a name."""

OWNED = _words(
    "people women men children workers farmers veterans nurses teachers students writers lawyers bankers doctors world lloyd harper "
    "king queen st mcdonald moody sotheby macy land kellogg levi reader ladies"
)
"""With a possessive they are part of a name ("People's Party", "Harper's Bazaar")."""

OWNED_HEADS = _words(
    "palace park hospital square cathedral church college school county island university council cross gate lane "
    "association union federation guild league society club foundation"
)
"""After a possessive they make one name with it ("St James's Palace")."""

GENERAL_OF = _words("motors electric mills dynamics assembly council secretariat hospital election elections")
"""After "General" they show that it is no rank."""

TITLED = _words(
    "duke duchess prince princess earl marquess viscount count countess baron baroness archbishop bishop lord lady"
)
"""With "of" and a place they name a person."""

PLACE_OF = _words(
    "gulf bay strait straits sea isle isles lake cape city cities horn ivory port valley mount duchy rio cliffs tower"
)
"""May be followed by "of" within a place's name."""

WITH_DOT = _words("inc corp co ltd jr sr bros")
"""Their dot belongs to the name."""

PARTIES = _words("labour tory conservative liberal democratic republican green ukip snp")
"""Before a role they name a party."""

ADHERENTS = PARTIES | _words("democrat socialist communist")
"""Before a person's name they say the party."""

PARTY_WORDS = _words("conservative liberal democratic republican socialist communist nationalist centrist")
"""Adjectives of parties: what they are alone, the noun after them says."""

SUFFIXES = _words("jr sr ii iii iv junior senior")
"""Tell people of one name apart."""

SAID = _words(
    "said says told added asked replied argued wrote tweeted explained insisted announced warned noted claimed admitted believes "
    "thinks recalled joked testified declared quipped who whose"
)

ALIAS_PHRASES = (
    "nom de guerre", "noms de guerre", "real name", "also known as", "a.k.a.", "aka", "better known as", "formerly known as", "previously known as",
    "once known as", "now known as", "now called", "formerly called", "previously called", "also called", "originally named", "formerly named", "formerly",
    "born", "née", "nee", "alias", "stage name", "pen name", "pseudonym", "nicknamed", "codenamed", "maiden name",
    "renamed", "rebranded as", "rebranded itself", "changed its name to", "changed her name to", "changed his name to", "goes by", "went by", "known as", "known by", "known simply as", "known locally as",
    "known in english as", "known in arabic as", "officially", "or simply", "in short", "birth name", "married name", "called himself", "called herself", "calling itself", "calls itself",
    "commonly known as", "popularly known as", "widely known as", "best known as", "referred to as", "abbreviated as", "previously", "who writes as", "who performs as", "performing as", "writing as", "real name is", "real name was",
)  # fmt: skip
"""Between two names of one sentence they say that both mean the same; longest first where they overlap."""
