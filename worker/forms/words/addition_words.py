"""Words by which a further license is told beside the one that is known."""

# ruff: noqa: E501
# fmt: off

ADDED = (
    "second", "another", "additional", "further", "one more", "also have", "as well", "add", "adding", "too", "zweite|zweiten|zweiter", "weitere|weiteren|weiterer", "zusätzlich", "noch eine", "ebenfalls",
    "deuxième", "seconde", "autre licence", "supplémentaire", "ajouter", "également", "segunda", "otra licencia", "adicional", "añadir", "también", "outra licença", "acrescentar", "adicionar", "também",
    "seconda", "altra licenza", "un altra", "aggiung", "anche", "tweede", "nog een", "extra", "toevoegen", "drugą|drugiej|druga", "kolejn", "jeszcze jedn", "dodać", "втор", "ещё одн", "еще одн", "добав", "二つ目", "2つ目", "もう一つ", "追加", "第二", "另一", "두 번째", "추가",
)
