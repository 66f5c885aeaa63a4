"""The names of months, as they stand beside the number of a day: alternatives of a regular expression."""

MONTHS = (
    "jan(?:uary|uar|uari|vier)?|enero|janeiro|gennaio|feb(?:ruary|ruar|ruari)?|février|febrero|fevereiro|febbraio|"
    "mar(?:ch|s|zo|ço)?|märz|maart|apr(?:il|ile)?|avril|abril|may|mai|mayo|maio|maggio|mei|jun[ei]?|juin|juni|junio|"
    "junho|giugno|jul[iy]?|juillet|julio|julho|luglio|aug(?:ust|ustus)?|août|agosto|sep(?:t|tember|tembre|tiembre)?|"
    "setembro|settembre|o[ck]t(?:ober|obre|ubre)?|outubro|ottobre|nov(?:ember|embre|iembre)?|novembro|"
    "de[cz](?:ember)?|décembre|diciembre|dezembro|dicembre"
)
