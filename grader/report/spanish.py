"""Lo que dice el corrector, en español. La gramática de las plantillas se explica en ``phrases``.

Las frases hablan de la respuesta, no de la persona: hecho, prueba, una pista, fuente.
"""

from collections.abc import Mapping

SPANISH: Mapping[str, str] = {
    # Respuestas que difieren. La prueba (ambos valores, el lugar) está junto a la frase.
    "wrong-type": "El resultado no es del tipo que se pide⟨: {actual} en lugar de {expected}⟩.",
    "wrong-type-tuple": "El resultado es una tupla de {count} partes; el ejercicio pide un solo valor.",
    "wrong-type-lazy": "El resultado es un {actual}, que todavía no ha calculado nada; conviértelo en una "
    "lista o un array.",
    "nothing-returned": "El código se ejecuta y no devuelve nada (None). ¿Tiene un return al final?",
    "not-comparable": "Lo que se devuelve⟨ ({actual})⟩ no se puede comparar con lo esperado.",
    "ragged-list": "El resultado es una lista cuyas filas tienen longitudes distintas, así que no es "
    "un array.",
    "wrong-type-object": "El resultado es un array de objetos de Python, que no se pueden comparar como "
    "números; añade .astype(float).",
    "wrong-keys": "El resultado es un diccionario, como se pide; sus claves son distintas.",
    "wrong-shape": "El resultado es un array, como se pide; su forma es distinta.",
    "wrong-shape-axes": "El número de ejes es correcto; la forma es distinta.",
    "wrong-shape-size": "El número de valores es correcto; están dispuestos en otra forma.",
    "wrong-length": "El resultado no tiene el número de partes que se pide.",
    "wrong-dtype": "El tipo y la forma son correctos; el dtype es distinto.",
    "wrong-dtype-scalar": "El resultado es un número; su dtype es distinto.",
    "wrong-values": "Los valores son distintos.",
    "wrong-values-all": "La forma {shape} es correcta; {wrong?difiere|difieren} {wrong} de {total} valores.",
    "wrong-values-some": "La forma {shape} es correcta, y también {right} de {total} valores; "
    "{wrong?difiere|difieren} {wrong}.",
    "wrong-value": "El tipo es correcto; el valor es distinto.",
    "in-part": "En la parte {part} del resultado:",
    "property": "El resultado no cumple la propiedad que se pide⟨: {what}⟩⟨ ({name})⟩.",
    "figure-axes": "La figura tiene {actual} {actual?gráfico|gráficos}; se {expected?pide|piden} al "
    "menos {expected}.",
    "figure-images": "La figura muestra {actual} {actual?imagen|imágenes}; se {expected?pide|piden} "
    "al menos {expected}.",
    "figure-lines": "La figura muestra {actual} {actual?línea|líneas}; se {expected?pide|piden} al "
    "menos {expected}.",
    "figure-titles": "La figura está; {count} de sus gráficos no {count?tiene|tienen} título.",
    "figure-labels": "La figura está; a {count} de sus gráficos le{count?|s} falta el nombre de algún eje.",
    "figure-equal-images": "La figura está; dos de sus imágenes son iguales y deberían ser distintas.",
    "figure-size": "La figura está; ninguna de sus imágenes tiene las {height} filas y {width} columnas "
    "que se piden.",
    "misprint": "{say}",
    # Excepciones
    "raised": "El código lanzó {type}⟨ ({where})⟩⟨: {text}⟩.",
    "not-raised": "Con esta entrada se debe lanzar {type}; el código devolvió un resultado.",
    "wrong-raise": "Es correcto lanzar una excepción con esta entrada. El tipo es distinto: "
    "se pide {expected} y se lanzó {type}⟨ ({where})⟩⟨: {text}⟩.",
    "raises-always": "Es correcto lanzar una excepción con esta entrada; cuenta cuando {name} también "
    "devuelve algún resultado correcto. En otros casos también la lanzó.",
    # Sin respuesta
    "timeout": "No hubo respuesta en {seconds} s. ¿Hay un bucle que no termina, o que da muchas más "
    "vueltas de las necesarias?",
    "load-timeout": "Cargar las definiciones llevó más de {seconds} s. Algo que necesitan tarda demasiado "
    "fuera de las funciones.",
    "cpu": "El resultado necesitó más de {seconds} s de procesador.",
    "memory": "El resultado necesitó más memoria que los {memory_mb} MB permitidos.",
    "crashed": "El proceso que ejecutaba el código terminó antes de responder⟨ (límite: {limit})⟩.",
    "ended-signal": "El proceso que ejecutaba el código terminó por {signal} antes de responder.",
    "ended-exit": "El código terminó su propio proceso (estado de salida {status}) antes de responder.",
    "ended-closed": "El código cortó la conexión con el corrector antes de responder.",
    "ended-forged": "El proceso que ejecutaba el código envió algo que no es una respuesta.",
    "ended-silent": "El proceso que ejecutaba el código terminó antes de responder.",
    "output": "El código imprimió más de {output_mb} MB.",
    "threads": "El código inició más de {threads} {threads?hilo|hilos}.",
    "answer": "El resultado ocupa más de {answer_mb} MB.",
    "gpu-memory": "El resultado necesitó más memoria de GPU que la permitida⟨ ({memory_mb} MB)⟩.",
    "parameters": "El modelo tiene más parámetros que los permitidos⟨ ({count})⟩.",
    "forbidden": "Este ejercicio debe resolverse sin {name}⟨ ({where})⟩.",
    "missing": "La entrega no define {name}.",
    "near-name": "Se calificó {found} como {name}, que es el nombre que pide el ejercicio; conviene "
    "cambiarlo.",
    "unread": "{name} está en la entrega, pero Python no puede leer esa parte del código⟨ ({where})⟩.",
    "only-method": "{name} solo está como método de la clase {class}⟨ ({where})⟩. El ejercicio pide una "
    "función independiente: defínela fuera de la clase.",
    "only-inside": "{name} se define dentro de {function}⟨ ({where})⟩, y desde fuera no se puede llamar. "
    "Defínela en el margen izquierdo.",
    "only-function": "{name} es una función⟨ ({where})⟩. El ejercicio pide una clase con ese nombre.",
    "only-value": "{name} solo está como un valor⟨ ({where})⟩. El ejercicio pide una definición propia.",
    "only-text": "{name} se crea con {by}⟨ ({where})⟩, que no se ejecuta al calificar. Defínela con def.",
    "only-imported": "{name} se importa de {package}⟨ ({where})⟩. El ejercicio pide código propio.",
    "syntax-error": "Python no puede leer el código⟨ ({where})⟩⟨: {detail}⟩.⟨ La línea: {text}⟩",
    "needed-failed": "No se pudo cargar {name}: algo que necesita lanzó {type}⟨ ({where})⟩⟨: {text}⟩.",
    "skipped-timeouts": "No se ejecutó, porque {count} {count?caso|casos} de este ejercicio "
    "{count?agotó|agotaron} el tiempo.",
    "skipped": "No se ejecutó⟨: {reason}⟩.",
    "ungraded": "Sin calificar, por un fallo del corrector y no de la respuesta; no resta puntos⟨ "
    "({reason})⟩.",
    "package-absent": "Sin calificar, porque falta un paquete en esta máquina: {packages}; no resta puntos.",
    "own-fault": "Falló el propio corrector ({type}⟨: {text}⟩); la entrega no tiene la culpa.",
    "hidden-case": "Este caso es oculto: solo se muestra su tema.",
    "hidden-returned": "Este caso es oculto. Con alguna entrada de este tipo el resultado no es el esperado.",
    "hidden-raised": "Este caso es oculto. Con alguna entrada de este tipo el código lanza una excepción.",
    "hidden-timeout": "Este caso es oculto. Con alguna entrada de este tipo no hubo respuesta a tiempo.",
    # Entrenamiento
    "accuracy-below": "La exactitud media de {seeds} {seeds?semilla|semillas} es {mean}; se pide "
    "{threshold}.",
    "skipped-training": "No se llegó a juzgar, porque el entrenamiento no dio ninguna exactitud.",
    "no-predictor": "El entrenamiento debe devolver una función que prediga⟨; devolvió {actual}⟩.",
    "predict-nothing": "El predictor no devolvió nada (None). ¿Falta un return al final?",
    "predict-type": "El predictor debe devolver un array de etiquetas o de puntuaciones⟨; devolvió "
    "{actual}⟩.",
    "predict-shape": "Para {images} imágenes de {classes} clases el predictor debe devolver la forma "
    "({images},) o ({images}, {classes}); devolvió {actual}.",
    "predict-nan": "{count} {count?puntuación|puntuaciones} del predictor {count?es|son} NaN o infinito. "
    "¿Diverge la pérdida? Ayuda una tasa de aprendizaje menor.",
    "labels-fraction": "El predictor devolvió un número por imagen, y no son etiquetas enteras.",
    "labels-range": "Las etiquetas van de 0 a {most}; las del predictor van de {lowest} a {highest}.",
    "seed-replaced": "Una semilla de entrenamiento no dio exactitud y se cambió por otra. Lo que pasó "
    "en ella:",
    "constant-answers": "Todas las imágenes reciben la misma respuesta ({label}). ¿Baja la pérdida? "
    "¿Llegan los "
    "gradientes a la primera capa?",
    "answers-by-position": "Las respuestas cambian cuando las mismas imágenes llegan en otro orden: "
    "dependen del "
    "lugar en el lote. ¿Falta model.eval(), o hay un índice donde debería estar la imagen?",
    "data-in-source": "El código contiene largos tramos de datos ({size} caracteres en la celda o "
    "archivo que los tiene).",
    "memorised": "Las imágenes de entrenamiento se aciertan al {train}, las nuevas al {test}: la red se "
    "ha aprendido "
    "de memoria el conjunto de entrenamiento. Ayudan menos parámetros, dropout o aumento de datos.",
    "not-reproducible": "Entrenada dos veces con la misma semilla, {count} "
    "{count?respuesta difiere|respuestas "
    "difieren}. ¿Sale todo el azar de la semilla?",
    # Notas
    "single-precision": "Con precisión simple el resultado es correcto: ¿se convierte algo a float32 por el camino?",
    "raw-memory": "El código usa ctypes, con el que se puede escribir en la memoria; si prescinde de {names} "
    "lo ha de ver una persona.",
    "inputs-changed": "El código modifica {names?su argumento|sus argumentos} {names}; conviene "
    "trabajar con una copia.",
    "encoding": "{file} no está en UTF-8; se leyó como {encoding}.",
    "not-regular": "{file} no se abrió, porque no es un archivo normal⟨ ({kind})⟩.",
    "unreadable": "{file} no se pudo leer⟨: {why}⟩.",
    "empty-submission": "No hay nada que calificar: la entrega no tiene archivos .py ni notebooks "
    "con código.",
    "nothing-attempted": "La entrega no define ninguna de las funciones del curso.",
    "corrupt-notebook": "{file} no es un notebook válido y no se leyó⟨: {why}⟩⟨ (línea {line})⟩.",
    "cell-lost": "⟨{file}, ⟩celda {cell}: no se tuvo en cuenta, porque Python no puede leerla"
    "⟨ (línea {line})⟩⟨: {detail}⟩.⟨ La línea: {text}⟩",
    "cell-magic": "⟨{file}, ⟩celda {cell}: no se tuvo en cuenta, porque no es Python: {magic}.",
    "magics-left-out": "Las órdenes de notebook de {file} (como %matplotlib) no se tuvieron en cuenta.",
    "tabs-and-spaces": "La sangría mezcla tabuladores y espacios⟨ ({where})⟩; usa solo espacios.",
    "python2": "Esto es Python 2⟨ ({where})⟩⟨: {text}⟩⟨; en Python 3 es {instead}⟩.",
    "newer-python": "El código se lee con Python {version}; esto se escribe así desde {needed}⟨ ({where})⟩.",
    "newer-quotes": "El código se lee con Python {version}. Dentro de las llaves de un f-string van las "
    "otras comillas⟨ ({where})⟩; solo desde {needed} pueden ser las mismas.",
    "not-imported": "Falta importar {name}. Al principio del archivo: {line}",
    "odd-character": "Hay un carácter que Python no conoce⟨ ({where})⟩: {character}⟨, {name}⟩. "
    "Suele venir con texto copiado; vuelve a escribir esa parte.",
    "absent-package": "{name} no está disponible aquí: no es un paquete de este curso ni un archivo de la "
    "entrega.",
    "command-line": "Al calificar no hay línea de órdenes⟨ ({where})⟩: el programa no recibe argumentos. "
    "Usa los de la función.",
    "too-many-files": "Solo se leyeron los primeros {limit} archivos.",
    "too-many-archives": "{file} no se abrió: solo se abren los primeros {limit} archivos comprimidos de "
    "una entrega.",
    "too-deep": "{file} está dentro de demasiadas carpetas y no se leyó.",
    "refused-member": "{file} no se leyó del archivo comprimido⟨, porque {why}⟩.",
    "renamed": "{file} se leyó como {kind}, porque eso es lo que contiene.",
    "not-python": "{file} no se leyó, porque es {kind} y no Python.",
    "no-source": "La entrega no tiene archivos .py ni notebooks⟨; tiene {files}⟩.",
    "more-notes": "Hay {count} {count?nota|notas} más de este tipo que no se {count?muestra|muestran}.",
    "late": "Se entregó fuera de plazo.",
    "skipped-files": "No se {files?leyó|leyeron} {files}: {files?su nombre es|sus nombres son} de archivos ocultos o "
    "de una herramienta.",
    "ignored-files": "{count} {count?archivo|archivos} junto a las entregas no {count?es|son} de ningún "
    "estudiante: {files}.",
    "one-student": "Todo lo demás se tomó por el trabajo de un solo estudiante, {name}.",
    "wrapped": "Los estudiantes son las carpetas y archivos de {name}, que estaba sola.",
    "no-lms-id": "La plataforma no dio un número para este grupo, así que su nota se debe introducir a mano.",
    "input": "No hay nadie ante el teclado al calificar: input() no recibe respuesta. Usa los argumentos.",
    "float-as-size": "Un tamaño o un índice es un float⟨ ({where})⟩: / siempre da uno, // da un entero.",
    "array-to-scalar": "Un array con ejes se usa como si fuera un solo número⟨ ({where})⟩. Elige uno de sus "
    "valores, o usa la función de NumPy en lugar de la de math.",
    "other-parameters": "{name} recibe otros parámetros que los que da el ejercicio: compara su def con la "
    "firma del enunciado.",
    "numpy-copy": "En NumPy 2, copy=False es un error si hace falta copiar⟨ ({where})⟩; usa np.asarray.",
    "not-implemented": "Sigue ahí la función de partida: sustituye raise NotImplementedError.",
    "recursion": "La función se llama a sí misma sin fin⟨ ({where})⟩. ¿Dónde se detiene?",
    "file-absent": "El archivo {file} no está cuando se califica; usa los argumentos.",
    "raises": "se lanza {type}",
    "shape": "forma {shape}",
    "dtype": "dtype {dtype}",
    "too-large": "{file} es demasiado grande y no se leyó.",
    "numpy-removed": "{name} ya no existe en NumPy⟨; usa {instead}⟩.",
    "defined-twice": "{names} {names?está definida|están definidas} en {paths}; se {names?calificó la definición|"
    "calificaron las definiciones} de {where}.",
    "array-summary": "array de forma {shape}, {dtype}",
    # Consejos
    "output-equals": "Tu resultado es igual al de este error: {title}.",
    "output-equals-pair": "Tu resultado es igual al de estos errores juntos: {titles}.",
    "training-borderline": "El resultado está en el límite: más semillas no decidirían este nivel.",
    # Palabras y líneas de la página
    "and": "y",
    "cell": "celda",
    "line": "línea",
    "points": "{points} / {of} {count?punto|puntos}",
    "unit": "{count?punto|puntos}",
    "cases-passed": "{passed} de {count} {count?caso correcto|casos correctos}",
    "yours": "obtenido",
    "expected": "esperado",
    "at-index": "en {index}",
    "largest-difference": "diferencia máxima",
    "hint": "pista",
    "see": "ver",
    "more": "más",
    "hidden": "oculto",
    "others": "{count} {count?caso|casos} más",
    "more-cases": "{count} más {status}",
    "total": "Total",
    "notes": "Notas",
    "smallest": "Entrada más pequeña que falla",
    "differs-mark": "* difiere",
    "differs-cell": "difiere",
    "output-title": "Lo que imprimió el código",
    "trace": "Dónde ocurrió",
    "student": "Estudiante",
    "exercise": "Ejercicio",
    "score": "Nota",
    "files": "Archivos",
    "status-missing": "sin entregar",
    "status-ungraded": "sin calificar",
    "status-skipped": "sin ejecutar",
    "status-passed": "correcto",
    "status-failed": "por mejorar",
    "more-annotations": "{count} {count?hallazgo|hallazgos} más: véase el resumen o el registro.",
    "graded-by": "Calificado por grader {version}⟨, aislamiento: {isolation}⟩.",
    "nothing": "No se calificó ningún ejercicio.",
    "submissions-graded": "{count} {count?entrega calificada|entregas calificadas}",
    "submissions-ungraded": "{count} de ellas {count?queda|quedan} en parte sin calificar, sin culpa suya",
    "feedback": "Comentarios",
    # Entrenamiento
    "training": "Entrenamiento",
    "accuracies": "Exactitud por semilla",
    "interval": "Intervalo de la media",
    "device": "Dispositivo",
    "seconds": "Segundos",
    "memory_mb": "Memoria máxima (MB)",
    "set": "Datos",
    "wilson": "Intervalo del conjunto de prueba (Wilson), como información",
    "tier": "Exactitud alcanzada",
    "parameters-word": "Parámetros",
    "gpu_memory_mb": "Memoria máxima de la GPU (MB)",
    "curve-loss": "Pérdida, época a época",
    "curve-accuracy": "Exactitud en entrenamiento, época a época",
    "confusion": "Matriz de confusión (filas: clase verdadera; columnas: respuesta)",
    # Las páginas de quien enseña
    "report": "Informe de la clase",
    "students": "Estudiantes",
    "mean": "Media",
    "median": "Mediana",
    "graded": "Calificados",
    "max": "máx.",
    "distribution": "Distribución de los totales",
    "distribution-note": "Estudiantes según la parte de los puntos que alcanzan, en %",
    "misconceptions": "Errores conceptuales más frecuentes",
    "misconception": "Error",
    "no-misconceptions": "Ningún error conocido explica una respuesta de esta clase.",
    "count": "Estudiantes",
    "where-seen": "Ejercicios",
    "difficulty": "Ejercicios, del más difícil al más fácil",
    "mean-share": "Parte media, de quienes lo entregaron",
    "attention": "Requiere atención",
    "no-attention": "Todas las entregas se leyeron y se calificaron.",
    "why": "Por qué",
    "class-table": "Todos los estudiantes",
    "sort-note": "Al elegir un encabezado, la tabla se ordena por él.",
    "all-passed": "todo correcto",
    "partly": "en parte",
    "no-points": "sin puntos",
    "some-ungraded": "Algo no se pudo calificar ({exercises}), por un fallo del corrector⟨: {reason}⟩.",
    "some-packages-absent": "Algo no se pudo calificar ({exercises}), porque falta un paquete en esta máquina: "
    "{packages}.",
    "used-forbidden": "El código usó {names}, que {exercises?este ejercicio prohíbe|estos ejercicios prohíben} "
    "({exercises}).",
    "process-died": "El proceso murió o respondió con otra cosa ({exercises}).",
    "out-of-time": "El código agotó el tiempo ({exercises}).",
    "filter": "Buscar estudiante",
}

SPANISH_WORDS: Mapping[str, str] = {
    # Reasons and kinds that other rooms give as one word, or in English.
    "absolute": "su ruta es absoluta",
    "outside": "su ruta sale del archivo comprimido",
    "link": "es un enlace",
    "special": "no es un archivo normal",
    "encrypted": "está cifrado",
    "compression": "está comprimido de una forma que no se admite",
    "density": "ocuparía mucho más de lo que parece",
    "duplicate": "otro posterior tiene el mismo nombre",
    "nested": "es un archivo comprimido dentro de otro",
    "the file is empty": "el archivo está vacío",
    "it ends too early": "termina antes de tiempo",
    "it holds no cells": "no contiene celdas",
    "it holds too many cells": "contiene demasiadas celdas",
    "it holds too many values": "contiene demasiados valores",
    "nested too deeply": "está anidado en exceso",
    "it holds the marks of a merge conflict": "contiene las marcas de un conflicto de fusión",
    "Permission denied": "permiso denegado",
    "symbolic link": "enlace simbólico",
    "fifo": "tubería (FIFO)",
    "FIFO": "tubería (FIFO)",
    "device": "dispositivo",
    "folder": "carpeta",
    "directory": "carpeta",
    "load": "carga",
    "wall": "tiempo",
    "cpu": "procesador",
    "memory": "memoria",
    "output": "salida",
    "threads": "hilos",
    "answer": "tamaño de la respuesta",
}
