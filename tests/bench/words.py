"""What made-up customers ask of a bank, and in which words."""

CATEGORIES = ("App e sito", "Carte", "Filiali", "Mutui e prestiti")

WISHES = (
    "Vorrei {what} {where} {when}",
    "{what} {where}, {when}",
    "Perché non {what} {where} {when}?",
    "Poter {what} {where} {when}",
    "{when} {what} {where}",
    "Per {what} {where}, {when}",
    "Facile {what} {where}, {when}",
    "{what}: {where} e {when}",
)
WHATS = (
    "mandare un bonifico istantaneo", "bloccare la carta", "cambiare il PIN", "vedere il saldo", "rinviare una rata",
    "prenotare un appuntamento", "firmare i contratti", "scaricare l’estratto conto", "pagare il bollo dell’auto",
    "dividere una spesa", "mettere da parte gli spiccioli", "estinguere il mutuo", "confrontare due prestiti",
    "versare contanti", "ritirare valuta straniera", "ricaricare il telefono", "pagare la mensa dei figli",
    "delegare un familiare", "ordinare una carta virtuale", "ricevere un avviso per ogni spesa", "cercare un movimento",
    "rinominare i conti", "fissare un limite di spesa", "contestare un addebito", "chiudere una vecchia carta",
    "aprire un conto per i ragazzi", "seguire la pratica del mutuo", "parlare con una persona", "donare a un ente",
    "rateizzare un acquisto", "esportare i movimenti", "sospendere gli abbonamenti", "pagare con l’orologio",
    "leggere le condizioni", "calcolare la rata", "ritirare una raccomandata", "usare lo sportello automatico",
    "avere un resoconto delle commissioni", "ricordare le scadenze", "riconoscere una truffa",
)  # fmt: skip
WHERES = (
    "dall’app", "dal sito", "in filiale", "allo sportello automatico", "dal telefono", "dall’estero", "senza codici",
    "con l’impronta", "in una sola pagina", "con caratteri più grandi", "in inglese", "senza passare dalla filiale",
    "per i clienti anziani", "per chi non vede bene", "per i minorenni", "per le associazioni", "per chi ha più conti",
    "con la tessera sanitaria", "in tre passi", "dalla schermata iniziale",
)  # fmt: skip
WHENS = (
    "anche di sera", "nel fine settimana", "in agosto", "la domenica", "in ogni momento", "prima della scadenza",
    "lo stesso giorno", "entro un’ora", "una volta al mese", "dopo il lavoro",
)  # fmt: skip
SENTENCES = (
    "Oggi per {what} devo telefonare e aspettare.",
    "Sarebbe comodo {what} {where}, {when}.",
    "Mia madre non riesce a {what} {where} e chiede sempre a me.",
    "Altre banche permettono già di {what} {where}.",
    "Basterebbe un pulsante nella pagina del conto.",
    "Ci perdo ogni volta un quarto d’ora, e non sono il solo.",
    "L’ultima volta sono andato in filiale solo per {what}.",
    "Chi lavora non può {what} se non {when}.",
    "Un messaggio di conferma eviterebbe di controllare due volte.",
    "Per me conta soprattutto che funzioni {when}.",
    "Si potrebbe cominciare {where} e poi vedere quanti lo usano.",
    "Ne parlavo con i colleghi: servirebbe a tutti.",
)
REMARKS = (
    "Sono d’accordo, serve anche a me.",
    "Attenzione alla sicurezza, però.",
    "Da quando è cambiata l’app è diventato più difficile.",
    "Io ho risolto andando in filiale, ma ci vuole una mattina.",
    "Bella proposta, {where} sarebbe perfetto.",
    "Meglio {what} che continuare così.",
    "E chi non ha il telefono? Pensate anche a loro.",
    "Votata. Speriamo {when}.",
)
NAMES = (
    "Giulia", "Marco", "Anna", "Luca", "Sara", "Paolo", "Elena", "Davide", "Chiara", "Matteo", "Laura", "Andrea",
    "Francesca", "Stefano", "Marta", "Giorgio", "Silvia", "Roberto", "Irene", "Nicola",
)  # fmt: skip
SURNAMES = (
    "Rossi", "Bianchi", "Ferrari", "Esposito", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno", "Gallo",
    "Conti", "Costa", "Giordano", "Mancini", "Rizzo", "Lombardi", "Moretti", "Barbieri", "Fontana",
)  # fmt: skip
