"""What customers of the generator say, in the languages of our letters and in some more."""

# ruff: noqa: E501 -- as people write them

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language: what leads up to an answer and puts one right, and what answers nothing."""

    hello: str
    bye: str
    yes: str
    thanks: tuple[str, ...]
    asks: str
    takes_back: str
    labels: Mapping[str, str]  #: of a field
    told: Mapping[str, tuple[str, ...]]  #: sentences that tell a field
    corrects: Mapping[str, str]  #: sentences that put a field right


SPEECHES = {
    "en": Speech(
        hello="Hello,", bye="Kind regards", yes="Yes, we confirm both.", thanks=("Thank you!", "Great, thanks a lot."), asks="How long will it take?",
        takes_back="Please cancel our request.",
        labels={"license_key": "License key", "account_email": "Account email", "holder_name": "Account holder", "organization": "Organization", "address": "Address"},
        told={"holder_name": ("It's {}.", "The account holder is {}."), "organization": ("The company is {}.", "We are {}."), "address": ("Our address is {}",), "account_email": ("It's {}",)},
        corrects={"organization": "Sorry, the company is {} now.", "license_key": "Sorry, wrong key. The right one is {}", "account_email": "Sorry, the account is {}", "address": "Sorry, the address has changed: {}"},
    ),
    "de": Speech(
        hello="Guten Tag,", bye="Mit freundlichen Grüßen", yes="Ja, wir bestätigen beides.", thanks=("Vielen Dank!", "Perfekt, danke."), asks="Wie lange dauert das?",
        takes_back="Bitte stornieren Sie die Anfrage.",
        labels={"license_key": "Lizenzschlüssel", "account_email": "E-Mail-Adresse des Kontos", "holder_name": "Kontoinhaber", "organization": "Firma", "address": "Anschrift"},
        told={"holder_name": ("Es ist {}.", "Der Kontoinhaber ist {}."), "organization": ("Die Firma heißt {}.",), "address": ("Unsere Anschrift lautet {}",), "account_email": ("Es ist {}",)},
        corrects={"organization": "Entschuldigung, die Firma heißt jetzt {}.", "license_key": "Der Schlüssel war falsch. Der richtige ist {}", "account_email": "Entschuldigung, das Konto ist {}", "address": "Die Anschrift hat sich geändert: {}"},
    ),
    "fr": Speech(
        hello="Bonjour,", bye="Cordialement", yes="Oui, nous confirmons.", thanks=("Merci beaucoup !", "Parfait, merci."), asks="Combien de temps cela prend-il ?",
        takes_back="Merci d'annuler notre demande.",
        labels={"license_key": "Clé de licence", "account_email": "Adresse e-mail du compte", "holder_name": "Titulaire du compte", "organization": "Société", "address": "Adresse"},
        told={"holder_name": ("C'est {}.", "Le titulaire du compte est {}."), "organization": ("La société s'appelle {}.",), "address": ("Notre adresse est {}",), "account_email": ("C'est {}",)},
        corrects={"organization": "Désolé, la société s'appelle maintenant {}.", "license_key": "Désolé, mauvaise clé. La bonne clé est {}", "account_email": "Désolé, le compte est {}", "address": "L'adresse a changé : {}"},
    ),
    "es": Speech(
        hello="Hola,", bye="Un saludo", yes="Sí, confirmamos ambas cosas.", thanks=("¡Muchas gracias!", "Perfecto, gracias."), asks="¿Cuánto tiempo tarda?",
        takes_back="Por favor, cancelen la solicitud.",
        labels={"license_key": "Clave de licencia", "account_email": "Correo de la cuenta", "holder_name": "Titular de la cuenta", "organization": "Empresa", "address": "Dirección"},
        told={"holder_name": ("Es {}.", "El titular de la cuenta es {}."), "organization": ("La empresa se llama {}.",), "address": ("Nuestra dirección es {}",), "account_email": ("Es {}",)},
        corrects={"organization": "Perdón, la empresa se llama ahora {}.", "license_key": "Perdón, me equivoqué de clave. La correcta es {}", "account_email": "Perdón, la cuenta es {}", "address": "La dirección ha cambiado: {}"},
    ),
    "pt": Speech(
        hello="Olá,", bye="Com os melhores cumprimentos", yes="Sim, confirmamos.", thanks=("Muito obrigado!", "Perfeito, obrigada."), asks="Quanto tempo demora?",
        takes_back="Por favor cancelem o pedido.",
        labels={"license_key": "Chave de licença", "account_email": "E-mail da conta", "holder_name": "Titular da conta", "organization": "Empresa", "address": "Morada"},
        told={"holder_name": ("É {}.", "O titular da conta é {}."), "organization": ("A empresa chama-se {}.",), "address": ("A nossa morada é {}",), "account_email": ("É {}",)},
        corrects={"organization": "Desculpe, a empresa chama-se agora {}.", "license_key": "Desculpe, a chave estava errada. A certa é {}", "account_email": "Desculpe, a conta é {}", "address": "A morada mudou: {}"},
    ),
    "it": Speech(
        hello="Buongiorno,", bye="Cordiali saluti", yes="Sì, confermiamo.", thanks=("Grazie mille!", "Perfetto, grazie."), asks="Quanto tempo ci vuole?",
        takes_back="Vi prego di annullare la richiesta.",
        labels={"license_key": "Chiave di licenza", "account_email": "E-mail dell'account", "holder_name": "Titolare dell'account", "organization": "Azienda", "address": "Indirizzo"},
        told={"holder_name": ("È {}.", "Il titolare dell'account è {}."), "organization": ("L'azienda si chiama {}.",), "address": ("Il nostro indirizzo è {}",), "account_email": ("È {}",)},
        corrects={"organization": "Scusate, l'azienda ora si chiama {}.", "license_key": "Scusate, ho sbagliato chiave. Quella giusta è {}", "account_email": "Scusate, l'account è {}", "address": "L'indirizzo è cambiato: {}"},
    ),
    "nl": Speech(
        hello="Beste,", bye="Met vriendelijke groet", yes="Ja, akkoord met beide.", thanks=("Hartelijk dank!", "Perfect, bedankt."), asks="Hoe lang duurt het?",
        takes_back="Graag de aanvraag annuleren.",
        labels={"license_key": "Licentiesleutel", "account_email": "E-mailadres van het account", "holder_name": "Accounthouder", "organization": "Bedrijf", "address": "Adres"},
        told={"holder_name": ("Het is {}.", "De accounthouder is {}."), "organization": ("Het bedrijf heet {}.",), "address": ("Ons adres is {}",), "account_email": ("Het is {}",)},
        corrects={"organization": "Sorry, het bedrijf heet nu {}.", "license_key": "Sorry, verkeerde sleutel. De juiste is {}", "account_email": "Sorry, het account is {}", "address": "Het adres is gewijzigd: {}"},
    ),
    "pl": Speech(
        hello="Dzień dobry,", bye="Pozdrawiam", yes="Tak, potwierdzamy.", thanks=("Dziękuję bardzo!", "Super, dziękuję."), asks="Ile to potrwa?",
        takes_back="Proszę anulować zgłoszenie.",
        labels={"license_key": "Klucz licencyjny", "account_email": "Adres e-mail konta", "holder_name": "Właściciel konta", "organization": "Firma", "address": "Adres"},
        told={"holder_name": ("To jest {}.", "Właścicielem konta jest {}."), "organization": ("Firma nazywa się {}.",), "address": ("Nasz adres to {}",), "account_email": ("To {}",)},
        corrects={"organization": "Przepraszam, firma nazywa się teraz {}.", "license_key": "Przepraszam, zły klucz. Właściwy to {}", "account_email": "Przepraszam, konto to {}", "address": "Adres się zmienił: {}"},
    ),
    "ja": Speech(
        hello="お世話になっております。", bye="よろしくお願いいたします。", yes="はい、同意します。", thanks=("ありがとうございます。", "承知しました。ありがとうございます。"), asks="どのくらいかかりますか？",
        takes_back="申請をキャンセルしてください。",
        labels={"license_key": "ライセンスキー", "account_email": "アカウントのメールアドレス", "holder_name": "アカウント所有者の氏名", "organization": "組織名", "address": "住所"},
        told={"holder_name": ("{}です。",), "organization": ("会社名は{}です。",), "address": ("住所は{}です。",), "account_email": ("{} です。",)},
        corrects={"organization": "申し訳ございません。会社名は{}に変更になりました。", "license_key": "キーを間違えました。正しくは {} です。", "account_email": "申し訳ございません。アカウントは {} です。", "address": "住所が変更になりました：{}"},
    ),
    "sv": Speech(
        hello="Hej,", bye="Med vänlig hälsning", yes="Ja, vi bekräftar.", thanks=("Tack så mycket!",), asks="Hur lång tid tar det?", takes_back="Vi har ångrat oss.",
        labels={"license_key": "Licensnyckel", "account_email": "E-postadress för kontot", "holder_name": "Kontoinnehavare", "organization": "Företag", "address": "Adress"},
        told={}, corrects={},
    ),
    "cs": Speech(
        hello="Dobrý den,", bye="S pozdravem", yes="Ano, potvrzujeme.", thanks=("Děkuji!",), asks="Jak dlouho to bude trvat?", takes_back="Prosím zrušte žádost.",
        labels={"license_key": "Licenční klíč", "account_email": "E-mail účtu", "holder_name": "Držitel účtu", "organization": "Společnost", "address": "Adresa"},
        told={}, corrects={},
    ),
}  # fmt: skip
