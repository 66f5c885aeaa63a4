"""What else people want who write under a form's subject, or fill in a form that is like ours.

Every entry is a word beginning ("a|b": either); two words stand next to each other.
"""

# ruff: noqa: E501
# fmt: off

#: What a person is entitled to know or to have deleted (GDPR, articles 15 to 17, and its like elsewhere).
DATA_RIGHTS = (
    "personal data", "personal information", "data subject", "gdpr", "ccpa", "right of access", "right to be forgotten", "personenbezogen", "dsgvo", "datenauskunft", "données personnelles", "données à caractère personnel", "rgpd", "datos personales",
    "dados pessoais", "lgpd", "dati personali", "persoonsgegevens", "avg", "danych osobowych|dane osobowe", "rodo", "персональн", "osobních údajů|osobní údaje", "personuppgift", "personoplysning", "personopplysning", "henkilötie", "személyes adat", "kişisel veri", "kvkk", "date personale|datele personale|datelor personale", "προσωπικ", "osobnih podataka|osobne podatke", "dữ liệu cá nhân", "data pribadi",
    "個人情報", "个人信息", "個人資料", "개인정보", "البيانات الشخصية", "מידע אישי",
)
#: That these are asked for.
DISCLOSE = (
    "delete", "erase", "erasure", "remove", "copy of", "overview", "access to", "disclose", "what data", "which data", "how long", "löschen", "lösch", "auskunft", "übersicht", "kopie", "welche daten", "supprim", "efface", "copie", "quelles données", "accès", "elimin", "borr", "suprim", "copia", "acceso", "apag", "acesso", "cancell", "accesso", "verwijder", "wissen", "overzicht", "inzage",
    "usun|usuń", "wgląd", "kopii", "удал", "доступ", "копи", "vymaz|smaz", "radera", "slet", "poista", "töröl", "sil", "șterg", "διαγρά", "izbriš|obriš", "xóa", "hapus", "削除", "開示", "删除", "刪除", "查阅", "삭제", "열람", "حذف", "למחוק",
)

#: What other forms of this and other vendors are for.
OTHER_FORM = (
    "reassign", "re assign", "change the email|change the e", "change my email|change my e", "change our email|change our e", "change of email|change of e", "new license holder", "update my details", "renew", "renewal", "refund", "upgrade my", "upgrade our", "downgrade", "register as", "registration", "reseller", "educational", "non profit|nonprofit", "purchase", "buy", "quote|quotation", "trial",
    "verlänger", "erneuer", "umschreiben", "erstattung", "angebot", "kaufen", "bestell", "händler", "renouvel", "rembours", "devis", "achat", "acheter", "revendeur", "renov", "reembols", "presupuesto", "comprar", "distribuidor", "revendedor", "rinnov", "rimbors", "preventivo", "acquist", "rivendit", "verleng", "terugbetal", "offerte", "aankoop", "wederverkop", "odnow", "przedłuż", "zwrot", "ofert", "zakup", "продл", "возврат", "купить", "更新", "续订", "續訂", "갱신",
)
#: What was paid or is to be paid, which is no matter of the migration.
ACCOUNTS = (
    "invoice|invoices", "receipt", "refund", "rechnung", "erstattung", "facture|factures", "remboursement", "factura|facturas", "reembolso", "fatura|faturas", "recibo", "fattura|fatture", "rimborso", "factuur|facturen", "faktur", "счет|счёт", "рахунок", "fakturu", "számla|számlá", "lasku|laskun", "fatura", "τιμολόγ", "factură|facturi", "račun za", "hóa đơn", "请求书", "請求書", "领収書", "領収書", "发票", "發票", "청구서", "세금계산서", "فاتورة", "חשבונית",
)
