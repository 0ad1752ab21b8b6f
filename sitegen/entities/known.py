"""Names that the world knows by other names: one line an organisation or place, the usual name first.

Facts, not guesses: an archive can still say otherwise in curation/entities.toml.
"""

from __future__ import annotations

ORGANISATIONS = """\
United Nations|UN|U.N.
European Union|EU|E.U.
European Commission|EC
North Atlantic Treaty Organization|NATO|Nato|North Atlantic Treaty Organisation
International Monetary Fund|IMF
World Health Organization|WHO|World Health Organisation
World Trade Organization|WTO
UN Security Council|United Nations Security Council|U.N. Security Council|UNSC
UN General Assembly|United Nations General Assembly|UNGA
UNICEF|Unicef|United Nations Children's Fund
UNHCR|UN Refugee Agency|United Nations High Commissioner for Refugees
UNESCO|Unesco
International Atomic Energy Agency|IAEA
International Criminal Court|ICC
International Court of Justice|ICJ
International Committee of the Red Cross|ICRC
Organization of the Petroleum Exporting Countries|OPEC|Opec
African Union|AU
Arab League|League of Arab States
Organization for Security and Co-operation in Europe|OSCE
Organisation for Economic Co-operation and Development|OECD
European Central Bank|ECB
Federal Reserve|Fed|US Federal Reserve|U.S. Federal Reserve|Federal Reserve System|Federal Reserve Board
Federal Bureau of Investigation|FBI
Central Intelligence Agency|CIA
National Security Agency|NSA
Department of Homeland Security|DHS|Homeland Security
US Department of Defense|Department of Defense|Defense Department|DoD|DOD|Pentagon|U.S. Department of Defense
US Department of State|State Department|Department of State|US State Department|U.S. State Department
US Department of Justice|Department of Justice|Justice Department|DOJ|US Justice Department|U.S. Justice Department
US Department of the Treasury|Treasury Department|Department of the Treasury|US Treasury|U.S. Treasury|United States Department of the Treasury|Department of Treasury
US Department of Labor|Labor Department|Department of Labor
Office of Foreign Assets Control|OFAC
US Central Command|U.S. Central Command|CENTCOM|USCENTCOM|Central Command
Food and Drug Administration|FDA|US Food and Drug Administration|U.S. Food and Drug Administration
Centers for Disease Control and Prevention|CDC|Centers for Disease Control
Environmental Protection Agency|EPA
Internal Revenue Service|IRS
Securities and Exchange Commission|SEC
National Aeronautics and Space Administration|NASA|Nasa
US Congress|U.S. Congress|United States Congress
US Senate|U.S. Senate|United States Senate
US House of Representatives|House of Representatives|U.S. House of Representatives|U.S. House
US Supreme Court|U.S. Supreme Court|Supreme Court of the United States
US Navy|U.S. Navy|United States Navy
US Army|U.S. Army|United States Army
US Air Force|U.S. Air Force|United States Air Force
Democratic Party|Democratic National Party
Republican Party|GOP
New York Stock Exchange|NYSE
New York Mercantile Exchange|NYMEX|Nymex
Nasdaq|NASDAQ|Nasdaq Stock Market
Associated Press|AP|The Associated Press
Agence France-Presse|AFP|Agence France Presse|AFPTV
Reuters|Reuters news agency|Thomson Reuters
Xinhua News Agency|Xinhua
Associated Press of Pakistan|APP
United Press International|UPI
BBC|British Broadcasting Corporation|BBC News|BBC Online
CNN|Cable News Network
NBC|NBC News|National Broadcasting Company
ABC News|American Broadcasting Company
CBS|CBS News
New York Times|The New York Times|NYT
Washington Post|The Washington Post
Wall Street Journal|The Wall Street Journal|WSJ
Al Jazeera|Al-Jazeera|Aljazeera
Islamic State|ISIL|ISIS|Isis|IS|Daesh|Da'esh|Da’esh|Dae'sh|Dae’sh|Isil|Islamic State of Iraq and the Levant|Islamic State of Iraq and Levant|Islamic State of Iraq and Syria|Islamic State in Iraq and Syria|Islamic State in Iraq and the Levant|Islamic State group
Al-Qaeda|al-Qaeda|al Qaeda|Al Qaeda|al-Qaida|Al-Qaida|al Qaida|Al Qaida|al-Qa'ida|Qaeda
Al-Qaeda in Iraq|al-Qaeda in Iraq|al Qaeda in Iraq|Al Qaeda in Iraq|AQI
Al-Nusra Front|Nusra Front|al-Nusra Front|Jabhat al-Nusra|Al-Nusra|al-Nusra|Nusra
Hayat Tahrir al-Sham|HTS
Syrian Democratic Forces|SDF
Free Syrian Army|FSA
Peshmerga|Kurdish Peshmerga
Hezbollah|Hizbullah|Hizbollah|Hezbullah
Taliban|Taleban
Palestine Liberation Organization|PLO
Kurdistan Workers' Party|PKK|Kurdistan Workers Party
Kurdistan Regional Government|KRG|Kurdistan regional government
Islamic Revolutionary Guard Corps|IRGC|Revolutionary Guards|Revolutionary Guard
Irish Republican Army|IRA
African National Congress|ANC
Bharatiya Janata Party|BJP
Chinese Communist Party|CCP|Communist Party of China
Conservative Party|Conservatives|Tory Party|Tory|Tories
Labour Party|Labour
Liberal Democrats|Lib Dems|Lib Dem|Liberal Democrat
Scottish National Party|SNP
UK Independence Party|UKIP|Ukip
House of Commons|Commons
House of Lords
National Health Service|NHS|NHS England
Bank of England|BoE
Metropolitan Police|Scotland Yard|Met Police
Ministry of Defence|MoD
Foreign Office|Foreign and Commonwealth Office|FCO
Royal Air Force|RAF
Office for National Statistics|ONS
Competition and Markets Authority|CMA
Confederation of British Industry|CBI
International Olympic Committee|IOC
FIFA|Fifa
UEFA|Uefa
National Football League|NFL
National Basketball Association|NBA
Women's National Basketball Association|WNBA
Major League Baseball|MLB
National Hockey League|NHL
National Collegiate Athletic Association|NCAA
Manchester United|Man United|Man Utd|Manchester Utd
Manchester City|Man City
Paris Saint-Germain|PSG
Louisiana State University|LSU
Massachusetts Institute of Technology|MIT
University of California, Los Angeles|UCLA
General Motors|GM
General Electric|GE|General Electric Co.
International Business Machines|IBM
British Airways|BA
British Petroleum|BP
ExxonMobil|Exxon Mobil|Exxon|Exxon Mobil Corp.
Energy Information Administration|EIA
World Bank
European Parliament
Doctors Without Borders|Médecins Sans Frontières|MSF|Medecins Sans Frontieres
Human Rights Watch|HRW
World Wildlife Fund|WWF
World Food Programme|WFP|World Food Program
Syrian Observatory for Human Rights|Syria Observatory for Human Rights|SOHR
White House
Facebook
Twitter
Google
Microsoft
WhatsApp
Telegram
YouTube
Instagram
Netflix
TikTok
Uber
Starbucks
Barclays
Goldman Sachs
JPMorgan Chase|JPMorgan|JP Morgan
HSBC
Deutsche Bank
Boeing
Airbus
Toyota
Volkswagen|VW
BMW
Samsung
Sony
Ryanair
Lufthansa
Gazprom
Rosneft
Greenpeace
Amnesty International
Interpol
Hamas
Boko Haram
"""


def organisations() -> dict[str, str]:
    """Name as written -> usual name."""
    found: dict[str, str] = {}
    for line in ORGANISATIONS.splitlines():
        usual, *others = line.split("|")
        for name in (usual, *others):
            found.setdefault(name, usual)
    return found
